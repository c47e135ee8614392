import type { APIRoute } from 'astro'
import { readChart } from '#lib/charts/read-chart.ts'
import { viewOf } from '#lib/charts/views.ts'
import { seriesOf } from '#lib/prescribing/chart.ts'
import { comparisonOf, findComparison } from '#lib/prescribing/comparison.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { eventsOf } from '#lib/prescribing/events.ts'
import { findKnownPractice } from '#lib/prescribing/known-practice.ts'
import { originsOf } from '#lib/prescribing/origins.ts'
import { canSeePractice } from '#lib/prescribing/policy.ts'
import { listProvenance } from '#lib/prescribing/provenance.ts'
import { listFigures } from '#lib/prescribing/queries.ts'
import { valuesOf } from '#lib/prescribing/values.ts'
import { authorize } from '#lib/web/access.ts'
import { chartAnswer, chartFormatOf } from '#lib/web/chart-answer.ts'
import { paths } from '#lib/web/paths.ts'

export const GET: APIRoute = async (context) => {
  const { store, viewer } = context.locals
  const { reader } = store
  const format = chartFormatOf(context.params['format'])
  const practice = await findKnownPractice(reader, context.params['practice'])
  const measure = findMeasure(context.params['measure'] ?? '')
  if (!format || !practice || !measure || !canSeePractice(viewer, practice.code))
    return context.rewrite('/404')
  authorize(context, canSeePractice(viewer, practice.code))
  const asked = context.url.searchParams
  const [[figures], provenance, { comparison }] = await Promise.all([
    listFigures(reader, [practice.code]),
    listProvenance(reader, practice.code),
    findComparison(reader, practice.code, measure.id, comparisonOf(asked.get('compare'))),
  ])
  const values = figures ? valuesOf(measure, figures) : []
  const origins = originsOf(measure, provenance, (id) => paths.import({ id }))
  const series = seriesOf({ ...measure, title: `${measure.title}, ${practice.name}` }, values, origins)
  const annotations = figures ? eventsOf(measure, figures, values) : []
  const definition = [`${measure.unit}. Defined by ${measure.source}.`, measure.note]
    .filter(Boolean)
    .join(' ')
  const reading = readChart(viewOf(asked.get('view')), series, annotations, undefined, comparison)
  return chartAnswer(reading, definition, format)
}
