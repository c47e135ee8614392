import { plainDay } from '#lib/day.ts'
import { given, listed, many, type Part, type Sentence, say, type Told, the } from '../telling.ts'

const REWORDED: Record<string, string> = {
  title: 'the title',
  kind: 'the kind',
  numeratorMeans: 'what is counted',
  denominatorMeans: 'out of what',
  unit: 'the unit',
  direction: 'the direction',
  target: 'the target',
}

const changes = (names: string[]): Part[] =>
  names.length === 0 ? ['something'] : listed(names.map((name) => REWORDED[name] ?? name))

/** "entered 3 figures and corrected 1" */
function pointsInWords({ count }: Told): string {
  const done = [
    [count('entered'), 'entered'],
    [count('corrected'), 'corrected'],
    [count('cleared'), 'took away'],
  ] as const
  const words = done.flatMap(([number, verb]) => (number === 0 ? [] : [`${verb} ${many(number, 'figure')}`]))
  return words.length === 0 ? 'saved figures' : listed(words).join('')
}

const STAGES: Record<string, string> = {
  do: 'what happened',
  study: 'what was learned',
  act: 'what comes next',
}

function decisionInWords({ text, day }: Told): string {
  const period = day('period')
  const from = period ? `the period from ${plainDay(period)}` : 'a period'
  switch (text('kind')) {
    case 'baseline':
      return `a baseline to ${from}`
    case 'phase':
      return `a phase that begins with ${from}`
    case 'exclusion':
      return `to leave out ${from}`
    case 'target':
      return `a target that begins with ${from}`
    default:
      return 'something'
  }
}

/** Projects with their measures, figures, chart decisions and PDSA cycles. */
export const projectSentences = {
  'project.started': ({ subject, text }) =>
    say`started ${the('project', subject)} in ${the('cohort', text('cohortId'))}`,
  'project.reworded': ({ subject }) =>
    say`put the title, focus or problem of ${the('project', subject)} in other words`,
  'project.aim_set': ({ subject, day }) =>
    say`set the aim of ${the('project', subject)}${given(day('byWhen'), (when) => `, by ${plainDay(when)}`)}`,
  'project.team_chosen': ({ subject, list }) => {
    const [added, removed] = [list('added'), list('removed')]
    const people = (ids: string[]) => listed(ids.map((id) => the('person', id)))
    if (added.length + removed.length === 0) return say`left the team of ${the('project', subject)} as it was`
    if (removed.length === 0) return say`added ${people(added)} to the team of ${the('project', subject)}`
    if (added.length === 0) return say`took ${people(removed)} off the team of ${the('project', subject)}`
    return say`added ${people(added)} to the team of ${the('project', subject)} and took ${people(removed)} off it`
  },
  'measure.defined': ({ subject, text }) =>
    say`chose ${the('measure', subject)}${given(text('kind'), (kind) => ` as ${kind === 'outcome' ? 'an' : 'a'} ${kind} measure`)} of ${the('project', text('projectId'))}`,
  'measure.reworded': ({ subject, list }) =>
    say`changed ${changes(list('changed'))} of ${the('measure', subject)}`,
  'measure.retired': ({ subject }) => say`retired ${the('measure', subject)}`,
  'measure.taken_up': ({ subject }) => say`took up ${the('measure', subject)} again`,
  'measure.points_recorded': (told) => say`${pointsInWords(told)} of ${the('measure', told.subject)}`,
  'measure.decision_made': (told) =>
    say`decided ${decisionInWords(told)} on the chart of ${the('measure', told.subject)}`,
  'measure.decision_undone': (told) =>
    say`undid the decision ${told.text('kind') === 'exclusion' ? '' : 'about '}${decisionInWords(told)} on the chart of ${the('measure', told.subject)}`,
  'cycle.planned': ({ subject, text }) =>
    say`planned ${the('cycle', subject)} of ${the('project', text('projectId'))}`,
  'cycle.replanned': ({ subject, day }) =>
    say`changed the plan of ${the('cycle', subject)}${given(day('endsOn'), (ends) => `, which now ends on ${plainDay(ends)}`)}`,
  'cycle.stage_recorded': ({ subject, text }) =>
    say`wrote down ${STAGES[text('stage') ?? ''] ?? 'a stage'} in ${the('cycle', subject)}`,
  'cycle.closed': ({ subject, text }) =>
    say`closed ${the('cycle', subject)}${given(text('decision'), (decision) => `: ${decision}`)}`,
} satisfies Record<string, Sentence>
