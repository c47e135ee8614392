import { index, instant, table, text } from '../columns.ts'

/**
 * A form that did something once, and where its answer led: a second press of the same button is answered from here.
 * It is kept for a day and is no record of anybody's work; that has rows of its own, and the audit.
 */
export const savedForms = table(
  'saved_forms',
  {
    /** A digest of who sent it, to which address, with which key. The key itself is kept nowhere. */
    id: text().primaryKey(),
    /** A digest of who sent it, to which address; null when nobody knows who. */
    place: text(),
    /** A digest of what was typed, without passwords. */
    typed: text().notNull(),
    /** Null between the saving and the answer: a server that dies just then leaves it so. */
    ledTo: text(),
    notice: text(),
    savedAt: instant().notNull(),
  },
  (row) => [
    index('saved_forms_place').on(row.place, row.typed),
    index('saved_forms_saved_at').on(row.savedAt),
  ],
)
