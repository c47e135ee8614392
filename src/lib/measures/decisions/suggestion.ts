import { periodOf } from '#lib/charts/calendar.ts'
import type { Every } from '#lib/charts/series.ts'
import type { Day } from '#lib/day.ts'

export interface CycleFacts {
  id: string
  number: number
  title: string
  startsOn: Day
  decision: 'adopt' | 'adapt' | 'abandon' | null
}

interface Shown {
  every: Every
  signal: boolean
  /** The first period of the latest run: where the newest figures came to lie on one side of the line. */
  runFrom: Day | null
  lastPeriod: Day | undefined
  phases: readonly { from: Day }[]
}

export interface PhaseSuggestion<C> {
  cycle: C
  from: Day
  sentence: string
}

/**
 * The phase a team may want to think about: the chart signals, and the signal follows a cycle that was closed
 * and kept. A suggestion only. Silent where a phase begins there or later already.
 */
export function suggestedPhase<C extends CycleFacts>(
  cycles: readonly C[],
  { every, signal, runFrom, lastPeriod, phases }: Shown,
): PhaseSuggestion<C> | undefined {
  if (!signal || !lastPeriod) return undefined
  const follows = cycles
    .filter(({ decision }) => decision === 'adopt' || decision === 'adapt')
    .map((cycle) => ({ cycle, from: periodOf(cycle.startsOn, every) }))
    .filter(({ from }) => (runFrom === null ? from <= lastPeriod : from <= runFrom))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)
  if (!follows || phases.some(({ from }) => from >= follows.from)) return undefined
  const { cycle } = follows
  const sentence = `The chart signals a change after cycle ${cycle.number} (${cycle.title}) began. If you know that it caused the change and expect it to last, you can start a phase.`
  return { ...follows, sentence }
}
