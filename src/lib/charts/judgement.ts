import { type AnhojFacts, anhojOf, type Run } from './anhoj.ts'
import type { Side } from './centre.ts'

/** What a whole chart says. Nothing is called unchanged below twelve useful points; a display is not judged. */
export type Finding = 'no figures' | 'no variation' | 'too few points' | 'signal' | 'no signal' | 'not judged'

/** The Anhøj facts of a series as people are told them: few points say so, a flat series has no variation. */
export interface Judgement extends Omit<AnhojFacts, 'runs'> {
  finding: Finding
  figures: number
  onLine: number
  missing: number
  /** Of several longest runs the latest, which is the one that people can still act on. */
  longRun: Run | null
  latestRun: Run | null
  /** Whether the long run is itself longer than chance would give, on a chart with points enough. */
  longRunSignals: boolean
}

/** Fewer useful points than this are not judged: the rules have next to no power there. */
export const FEWEST_USEFUL = 10

/** `leftOut`: how many of the sides are null by decision, and so are not missing. */
export function judgementOf(sides: readonly Side[], leftOut = 0): Judgement {
  const { runs, ...facts } = anhojOf(sides)
  const onLine = sides.filter((side) => side === 0).length
  const figures = facts.useful + onLine
  const finding = findingOf(figures, facts)
  const signal = finding === 'signal'
  return {
    ...facts,
    signal,
    finding,
    figures,
    onLine,
    missing: sides.length - figures - leftOut,
    longRun: runs.findLast(({ length }) => length === facts.longestRun) ?? null,
    latestRun: runs.at(-1) ?? null,
    longRunSignals: signal && (facts.longestRun ?? 0) > (facts.longestRunLimit ?? 0),
  }
}

function findingOf(figures: number, { useful, signal }: Pick<AnhojFacts, 'useful' | 'signal'>): Finding {
  if (figures === 0) return 'no figures'
  if (useful === 0 && figures >= FEWEST_USEFUL) return 'no variation'
  if (useful < FEWEST_USEFUL) return 'too few points'
  return signal ? 'signal' : 'no signal'
}
