import { momentInWords } from '#lib/day.ts'
import { given, many, type Sentence, say, the } from '../telling.ts'

/** The outbox. */
export const letterSentences = {
  'mail.queued': ({ subject }) => say`put ${the('letter', subject)} in the outbox`,
  'mail.attempted': ({ subject, count }) =>
    say`handed ${the('letter', subject)} to the mail server${count('attempt') > 1 && `, try ${count('attempt')}`}`,
  'mail.sent': ({ subject }) => say`sent ${the('letter', subject)}`,
  'mail.failed': ({ subject, instant }) =>
    say`could not send ${the('letter', subject)} and ${given(instant('again'), (again) => `tries again on ${momentInWords(again)}`) ?? 'does not try again'}`,
  'mail.unclear': ({ list }) =>
    say`marked ${many(list('ids').length, 'letter')} of which nobody knows whether it was sent`,
  'mail.given_up': ({ list }) => say`gave up ${many(list('ids').length, 'letter')} that had waited too long`,
  'mail.letters_chosen': ({ list }) =>
    list('topics').length === 0
      ? say`chose to get no letters beyond the needed ones`
      : say`chose the letters they want`,
} satisfies Record<string, Sentence>
