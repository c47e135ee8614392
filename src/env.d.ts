declare namespace App {
  interface Locals {
    store: import('#db/store.ts').Store
    viewer: import('#lib/auth/viewer.ts').Viewer
    /** The hash of the sign-in session this request came with. */
    signInSession: string | undefined
    now: Date
    today: import('#lib/day.ts').Day
    notice: string | undefined
    requestId: string
    /** This database is the demonstration: everything in it is made up. */
    demonstration: boolean
    /** Whether the page said who may see it; without that its answer is withheld. */
    decided: boolean
    /** What a form was told about while it was saved, shown with the next notice. */
    warnings: string[]
    /** The references of the text being shown, in the order in which they are numbered. */
    references: readonly { id: string }[]
    /** What the reader of the teaching page being shown keeps on it; undefined without an account. */
    desk?: import('#lib/web/learning.ts').Desk
    /** On a page whose form does something once: what the form is drawn with. */
    once?: import('#lib/web/once.ts').Once
    /** The request of a form with large files, whose body nobody has read: `receiveFiles` does. */
    upload?: import('node:http').IncomingMessage
  }
}
