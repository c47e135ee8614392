import type { Reader } from '#db/store.ts'
import type { Month } from '#lib/day.ts'
import { seriesOf } from './chart.ts'
import { type ComparisonChoice, findComparison } from './comparison.ts'
import type { MeasureDefinition } from './definitions/measures.ts'
import { eventsOf } from './events.ts'
import { keyingOutliers } from './keying-outliers.ts'
import { originsOf } from './origins.ts'
import { findLargestRise } from './presentations-behind.ts'
import { listProvenance } from './provenance.ts'
import { listFigures } from './queries.ts'
import { listSuccessionsSeenFrom } from './successions.ts'
import { valuesOf } from './values.ts'

interface Asked {
  compare: ComparisonChoice
  /** The page of an import. */
  addressOf: (importId: string) => string
  /** The page of a month's figure. */
  pageOf: (month: Month) => string
}

/** One measure of a practice with all that its chart shows: files, what happened, and how others spread. */
export async function getMeasureChart(
  reader: Reader,
  practiceCode: string,
  measure: MeasureDefinition,
  { compare, addressOf, pageOf }: Asked,
) {
  const [[figures], provenance, { offered, comparison }, successions] = await Promise.all([
    listFigures(reader, [practiceCode]),
    listProvenance(reader, practiceCode),
    findComparison(reader, practiceCode, measure.id, compare),
    listSuccessionsSeenFrom(reader, practiceCode),
  ])
  if (!figures) throw new Error('Figures are answered for every practice asked for')
  const values = valuesOf(measure, figures)
  const outlier = keyingOutliers(measure.numerator, figures).at(-1)
  const rise = outlier && (await findLargestRise(reader, practiceCode, measure, outlier.month))
  const risen = new Map(outlier && rise ? [[outlier.month, rise]] : [])
  return {
    figures,
    series: seriesOf(measure, values, { origins: originsOf(measure, provenance, addressOf), pageOf }),
    annotations: eventsOf(measure, figures, values, { successions, risen }),
    successions,
    offered,
    comparison,
  }
}
