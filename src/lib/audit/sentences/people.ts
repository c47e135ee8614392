import { given, many, type Sentence, say, type Told, the } from '../telling.ts'

const ROLES: Record<string, string> = { admin: 'administrator' }
const roleOf = ({ text }: Told) => ROLES[text('role') ?? ''] ?? text('role') ?? 'somebody'
const over = ({ text }: Told) => given(text('cohortId'), (id) => say` of ${the('cohort', id)}`)

/** Accounts, roles, invitations, practices of people, calendars. */
export const peopleSentences = {
  'people.added': ({ subject, text }) =>
    say`made an account for ${the('person', subject)}${given(text('profession'), (profession) => `, ${profession}`)}`,
  'people.practice_added': ({ subject }) => say`added ${the('practice', subject)}`,
  'people.practice_joined': ({ subject, text }) =>
    say`noted that ${the('person', subject)} works at ${the('practice', text('practiceCode'))}`,
  'people.invited': (told) => say`invited ${the('person', told.subject)} as ${roleOf(told)}`,
  'auth.invited': ({ subject }) => say`wrote ${the('person', subject)} the letter with their invitation`,
  'auth.role_granted': (told) =>
    told.is('already')
      ? say`gave ${the('person', told.subject)} the role of ${roleOf(told)}${over(told)}, which they had already`
      : say`gave ${the('person', told.subject)} the role of ${roleOf(told)}${over(told)}`,
  'calendar.address_made': () => say`made a private address for their calendar`,
  'calendar.address_ended': ({ count }) =>
    say`ended ${count('ended') > 1 ? many(count('ended'), 'private address', 'private addresses') : 'the private address'} of their calendar`,
} satisfies Record<string, Sentence>
