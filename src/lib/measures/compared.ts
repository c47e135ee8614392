import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import { type ComparisonChoice, findComparison } from '#lib/prescribing/comparison.ts'
import { canSeeArea } from '#lib/prescribing/policy.ts'
import type { Measure } from './queries.ts'

/** What the chart of a measure can be laid over: other practices where it follows a published measure, else nothing. */
export async function findComparisonFor(
  reader: Reader,
  viewer: Viewer,
  { practiceCode, prescribingMeasure }: Pick<Measure, 'practiceCode' | 'prescribingMeasure'>,
  asked: ComparisonChoice,
) {
  if (!practiceCode || !prescribingMeasure || !canSeeArea(viewer))
    return { offered: [], comparison: undefined }
  return findComparison(reader, practiceCode, prescribingMeasure, asked)
}
