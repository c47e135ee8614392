import type { Answer } from './forms.ts'
import type { ImportRun } from './queries.ts'
import { isUnfinished } from './states.ts'

/** What a person can say to a run where it stands now. */
export function answersTo(run: Pick<ImportRun, 'state' | 'waitsAt' | 'result'>): readonly Answer[] {
  if (isUnfinished(run.state)) return ['cancel']
  if (run.waitsAt === null) return []
  if (run.state === 'failed') return ['again', 'keep']
  if (run.state !== 'finished' || run.result?.status !== 'needs_decision') return []
  return asksForMeasure(run) ? ['measure', 'keep'] : ['replace', 'keep']
}

export const asksForMeasure = ({ result }: Pick<ImportRun, 'result'>): boolean =>
  result?.problems.some(({ code }) => code === 'measure_not_named') ?? false
