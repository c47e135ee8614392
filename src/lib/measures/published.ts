import type { Reader } from '#db/store.ts'
import type { Series } from '#lib/charts/series.ts'
import { seriesOf } from '#lib/prescribing/chart.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { listFigures } from '#lib/prescribing/queries.ts'
import { valuesOf } from '#lib/prescribing/values.ts'
import type { Measure } from './queries.ts'

/** The published series of each measure that follows one, by measure id, with the project's own target. */
export async function listPublishedSeries(reader: Reader, measures: readonly Measure[]) {
  const codes = measures.flatMap(({ practiceCode }) => practiceCode ?? [])
  const figures = new Map(
    (await listFigures(reader, [...new Set(codes)])).map((practice) => [practice.practiceCode, practice]),
  )
  return new Map(measures.map((measure) => [measure.id, publishedSeries(measure, figures)] as const))
}

type Known = Awaited<ReturnType<typeof listFigures>>[number]

function publishedSeries(measure: Measure, figures: ReadonlyMap<string, Known>): Series {
  const { title, unit, decimals, direction, practiceCode, prescribingMeasure, target } = measure
  const definition = findMeasure(prescribingMeasure ?? '')
  const practice = figures.get(practiceCode ?? '')
  const series: Series =
    definition && practice
      ? seriesOf(definition, valuesOf(definition, practice))
      : { title, unit, decimals, direction, every: 'month', points: [], source: 'published prescribing' }
  return target === null ? series : { ...series, target }
}
