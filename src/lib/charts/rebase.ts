import { medianOf } from './centre.ts'
import type { Maybe } from './moving-range.ts'

export interface Phase {
  type: 'baseline' | 'sustained'
  median: number
  from: number
  to: number
  /** Where its median is drawn to: the first point of the next phase, or the last of all. */
  extendTo: number
}

export interface RebaseRule {
  baseline: number
  run: number
  side: 'below' | 'above' | 'both'
}

/**
 * Phases that a run of useful points on one side of the current median would start. A calculation for
 * comparison only: here phases are decisions of people, and no page calls this. Positions count from 1.
 */
export function phasesOf(y: readonly Maybe[], { baseline, run, side }: RebaseRule): Phase[] {
  const first = medianOf(y.slice(0, baseline).filter((value) => value !== null))
  if (first === null) return []
  const phases: Phase[] = [{ type: 'baseline', median: first, from: 1, to: baseline, extendTo: y.length }]
  let median = first
  let current: { at: number; value: number; side: number }[] = []
  for (let at = baseline; at < y.length; at++) {
    const value = y[at] ?? null
    if (value === null || value === median) continue
    const here = value < median ? -1 : 1
    if (side !== 'both' && here !== (side === 'below' ? -1 : 1)) current = []
    else current = [...(current.at(-1)?.side === here ? current : []), { at, value, side: here }]
    if (current.length < run) continue
    median = medianOf(current.map((each) => each.value)) ?? median
    const from = (current[0]?.at ?? at) + 1
    phases[phases.length - 1]!.extendTo = from
    phases.push({ type: 'sustained', median, from, to: at + 1, extendTo: y.length })
    current = []
  }
  return phases
}
