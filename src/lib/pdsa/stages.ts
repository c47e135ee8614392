import { type Decision, type Stage, stages } from '#db/schema/pdsa.ts'
import { type Day, longDay } from '#lib/day.ts'

interface CycleFacts {
  startsOn: Day
  recorded: readonly Stage[]
  decision: Decision | null
}

/** `planned` has not begun; `closed` has its decision. Between them the state says what is waited for. */
export type CycleState = 'planned' | 'under way' | 'to study' | 'to act on' | 'closed'

/** The first stage without notes; null when all three have them. */
export const nextStage = (recorded: readonly Stage[]): Stage | null =>
  stages.find((stage) => !recorded.includes(stage)) ?? null

export function stateOf({ startsOn, recorded, decision }: CycleFacts, today: Day): CycleState {
  if (decision) return 'closed'
  const next = nextStage(recorded)
  if (next === 'study') return 'to study'
  if (next === 'act') return 'to act on'
  return startsOn > today ? 'planned' : 'under way'
}

/**
 * Why a stage cannot be written now, or undefined when it can. The stages come in order, the first from the
 * day the cycle starts. Until the cycle is closed, notes that are there can be put right.
 */
export function whyNotYet(cycle: CycleFacts, stage: Stage, today: Day): string | undefined {
  const { recorded, decision, startsOn } = cycle
  if (decision) return 'This cycle is closed.'
  if (startsOn > today) return `The cycle starts on ${longDay(startsOn)}.`
  const next = nextStage(recorded)
  if (recorded.includes(stage) || stage === next) return undefined
  return next === 'do'
    ? 'First write down what happened.'
    : 'First compare what happened with your prediction.'
}

/** A closed cycle that was adopted or adapted leads on to another. */
export const leadsOn = (decision: Decision | null) => decision === 'adopt' || decision === 'adapt'

export const decisionWords: Record<Decision, string> = {
  adopt: 'Adopted',
  adapt: 'Adapted',
  abandon: 'Abandoned',
}

const stateWords: Record<Exclude<CycleState, 'closed'>, string> = {
  planned: 'Planned',
  'under way': 'Under way',
  'to study': 'To study',
  'to act on': 'To act on',
}

/** "Under way", "Adapted": how a cycle stands, in the words of a tag. */
export function standingOf(cycle: CycleFacts, today: Day): string {
  const state = stateOf(cycle, today)
  return state === 'closed' && cycle.decision ? decisionWords[cycle.decision] : stateWords[state as 'planned']
}

/** What to do at a stage, and why, for the doors that lead to it. */
export const stageDoors: Record<Stage, { action: string; why: string }> = {
  do: { action: 'Write down what happened', why: 'Note what you did and saw while you remember it.' },
  study: {
    action: 'Compare with the prediction',
    why: 'The difference between the two is what you have learned.',
  },
  act: { action: 'Decide', why: 'Adopt it, adapt it or abandon it. Each is a good result of a test.' },
}

export const stageHeadings: Record<Stage, string> = {
  do: 'Do: what happened',
  study: 'Study: compare with the prediction',
  act: 'Act: decide',
}
