import { clockTime, timeOf } from '#lib/day.ts'
import { given, listed, many, type Part, type Sentence, say, type Told, the } from '../telling.ts'

const NO_ACCOUNT = 'no-account'
const whose = ({ subject }: Told) =>
  subject === NO_ACCOUNT ? say`an address that has no account` : say`${the('person', subject)}`

/** ": 3 wrong passwords and 1 try beyond what is allowed, the last at 10:14am" */
function refusalsInWords({ count, instant }: Told): Part[] {
  const tries = (name: string) => many(count(name), 'try', 'tries')
  const counted = [
    ['wrong', many(count('wrong'), 'wrong password')],
    ['noAccount', tries('noAccount')],
    ['tooMany', `${tries('tooMany')} beyond what is allowed`],
    ['fromOneNetwork', `${tries('fromOneNetwork')} from a network with too many wrong passwords`],
  ] as const
  const words = counted.flatMap(([because, said]) => (count(because) > 0 ? [said] : []))
  if (words.length === 0) return []
  return say`: ${listed(words)}${given(instant('until'), (last) => `, the last at ${clockTime(timeOf(last))}`)}`
}

/** Signing in and out, and being refused. These are kept for a time only. */
export const signInSentences = {
  'sign_in.begun': ({ text }) => say`signed in${given(text('browser'), (browser) => `, with ${browser}`)}`,
  'sign_in.ended': () => say`signed out`,
  'sign_in.others_ended': ({ count }) =>
    say`signed out everywhere else, which ended ${many(count('ended'), 'other sign-in')}`,
  'sign_in.refused': (told) =>
    say`was refused a sign-in ${told.subject === NO_ACCOUNT ? 'with' : 'as'} ${whose(told)}${refusalsInWords(told)}`,
  'sign_in.reset_refused': (told) =>
    told.subject === NO_ACCOUNT
      ? say`asked for a new password of ${whose(told)}${given(told.count('noAccount') || undefined, (times) => `, ${many(times, 'time')}`)}, and nobody was written to`
      : say`asked too often for a new password of ${whose(told)}${given(told.count('tooMany') || undefined, (times) => `, ${many(times, 'time')} more`)}, and they were not written to again`,
} satisfies Record<string, Sentence>

/** Passwords, and the links with which they are chosen. */
export const passwordSentences = {
  'auth.link_made': ({ subject, text }) =>
    say`made a link with which ${the('person', subject)} can choose ${text('purpose') === 'password reset' ? 'a new password' : 'their password'}`,
  'auth.password_reset_sent': ({ subject }) =>
    say`asked for a new password of ${the('person', subject)}, who was written to`,
  'auth.link_used': ({ self, subject }) =>
    self ? say`used the link that was sent` : say`used the link that was sent to ${the('person', subject)}`,
  'auth.password_set': ({ self, subject, is }) => {
    const ended = is('first') ? '' : ', which ended every earlier sign-in'
    if (!self) return say`set the password of ${the('person', subject)}${ended}`
    return say`${is('first') ? 'chose their first password' : 'chose a new password'}${ended}`
  },
} satisfies Record<string, Sentence>
