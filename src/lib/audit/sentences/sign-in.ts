import { type Sentence, say, the } from '../telling.ts'

/** Passwords, and the links with which they are chosen. */
export const signInSentences = {
  'auth.link_made': ({ subject, text }) =>
    say`made a link with which ${the('person', subject)} can choose ${text('purpose') === 'password reset' ? 'a new password' : 'their password'}`,
  'auth.password_reset_sent': ({ subject }) =>
    say`asked for a new password of ${the('person', subject)}, who was written to`,
  'auth.link_used': ({ self, subject }) =>
    self ? say`used the link that was sent` : say`used the link that was sent to ${the('person', subject)}`,
  'auth.password_set': ({ self, subject }) =>
    self
      ? say`chose a password, which ended every earlier sign-in`
      : say`set the password of ${the('person', subject)}, which ended every earlier sign-in`,
} satisfies Record<string, Sentence>
