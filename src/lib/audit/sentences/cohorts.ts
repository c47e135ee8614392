import { plainDay } from '#lib/day.ts'
import { given, listed, many, type Part, type Sentence, say, type Told, the } from '../telling.ts'

const DETAILS: Record<string, string> = {
  heldOn: 'the day',
  startsAt: 'the time it starts',
  endsAt: 'the time it ends',
  place: 'the place',
  joinUrl: 'the link to join',
}

/** ": 12 present, 1 with apologies" */
function marksInWords({ entries }: Told): string {
  const marks = entries('marks').map(([, mark]) => mark)
  const number = (mark: unknown) => marks.filter((one) => one === mark).length
  const counted = [
    [number('present'), 'present'],
    [number('apologies'), 'with apologies'],
    [number('absent'), 'absent'],
    [number(null), 'not recorded'],
  ]
    .filter(([count]) => count !== 0)
    .map((words) => words.join(' '))
  return counted.length === 0 ? '' : `: ${counted.join(', ')}`
}

const changes = (names: string[]): Part[] =>
  names.length === 0 ? ['something'] : listed(names.map((name) => DETAILS[name] ?? name))

/** "2 weeks later" */
const shift = (by: number, noun: string) => `${many(Math.abs(by), noun)} ${by < 0 ? 'earlier' : 'later'}`

function settingsInWords({ count, day }: Told): string {
  const [from, to] = [day('applicationsOpenOn'), day('applicationsCloseOn')]
  const window = from
    ? `applications from ${plainDay(from)}${to ? ` to ${plainDay(to)}` : ''}`
    : 'no applications'
  return `${count('seats') > 0 ? many(count('seats'), 'place') : 'no limit to places'}, ${window}`
}

/** Cohorts, their sessions and registers. */
export const cohortSentences = {
  'cohort.started': ({ subject, count }) =>
    say`started ${the('cohort', subject)} with ${many(count('sessions'), 'session')}`,
  'cohort.member_enrolled': ({ subject, text }) =>
    say`enrolled ${the('person', text('personId'))} in ${the('cohort', subject)}${given(text('practiceCode'), (code) => say`, for ${the('practice', code)}`)}`,
  'cohort.member_left': ({ subject, text }) =>
    say`took ${the('person', text('personId'))} off ${the('cohort', subject)}`,
  'cohort.set_up': (told) => say`set up ${the('cohort', told.subject)}: ${settingsInWords(told)}`,
  'cohort.published': ({ subject }) => say`published ${the('cohort', subject)}`,
  'cohort.moved': ({ subject, count }) =>
    say`moved ${many(count('sessions'), 'session')} of ${the('cohort', subject)} ${shift(count('weeks'), 'week')}`,
  'cohort.cancelled': ({ subject }) => say`cancelled ${the('cohort', subject)}`,
  'session.scheduled': ({ subject, day }) =>
    say`laid out ${the('session', subject)}${given(day('heldOn'), (on) => `, for ${plainDay(on)}`)}`,
  'session.changed': ({ subject, list, is }) =>
    say`changed ${changes(list('changed'))} of ${the('session', subject)}${is('published') ? ', and everyone was told' : ', still a draft'}`,
  'session.cancelled': ({ subject }) => say`cancelled ${the('session', subject)}`,
  'session.shifted': ({ subject, count }) =>
    say`moved ${many(count('sessions'), 'session')} of ${the('cohort', subject)} ${shift(count('days'), 'day')}`,
  'session.cancelled_with_cohort': ({ subject, count }) =>
    say`cancelled ${many(count('sessions'), 'session')} with ${the('cohort', subject)}`,
  'attendance.register_recorded': (told) =>
    say`took the register of ${the('session', told.subject)}${marksInWords(told)}`,
} satisfies Record<string, Sentence>
