import type { APIRoute } from 'astro'
import { readChart } from '#lib/charts/read-chart.ts'
import { viewOf } from '#lib/charts/views.ts'
import { findPractice } from '#lib/people/queries.ts'
import { seriesOf } from '#lib/prescribing/chart.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { canSeePractice } from '#lib/prescribing/policy.ts'
import { getMeasureSeries } from '#lib/prescribing/queries.ts'
import { authorize } from '#lib/web/access.ts'
import { chartAnswer, chartFormatOf } from '#lib/web/chart-answer.ts'

export const GET: APIRoute = async (context) => {
  const { store, viewer } = context.locals
  const format = chartFormatOf(context.params['format'])
  const practice = await findPractice(store.reader, context.params['practice'])
  const measure = findMeasure(context.params['measure'] ?? '')
  if (!format || !practice || !measure || !canSeePractice(viewer, practice.code))
    return context.rewrite('/404')
  authorize(context, canSeePractice(viewer, practice.code))
  const series = seriesOf(measure, await getMeasureSeries(store.reader, practice.code, measure.id))
  const view = viewOf(context.url.searchParams.get('view'))
  const definition = [`${measure.unit}. Defined by ${measure.source}.`, measure.note]
    .filter(Boolean)
    .join(' ')
  const reading = readChart(view, { ...series, title: `${series.title}, ${practice.name}` })
  return chartAnswer(reading, definition, format)
}
