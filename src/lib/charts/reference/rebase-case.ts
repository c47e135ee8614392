import { phasesOf } from '../rebase.ts'
import type { RebaseCase, Refused } from './cases.ts'

interface PhaseFacts {
  type: string
  median: number
  start: string
  end: string
  from: number
  to: number
  extend_to: number
}

export function analysedRebase(given: RebaseCase): { phases: PhaseFacts[] } | Refused {
  const { x, y, med_rows, runlength, direction } = given
  if (y.length < med_rows + runlength) {
    return { error: true, reason: `at least ${med_rows + runlength} rows are needed` }
  }
  const phases = phasesOf(y, { baseline: med_rows, run: runlength, side: direction })
  return {
    phases: phases.map(({ type, median, from, to, extendTo }) => ({
      type,
      median,
      start: x[from - 1] ?? '',
      end: x[to - 1] ?? '',
      from,
      to,
      extend_to: extendTo,
    })),
  }
}
