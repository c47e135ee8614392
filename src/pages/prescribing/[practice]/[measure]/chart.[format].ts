import type { APIRoute } from 'astro'
import { readChart } from '#lib/charts/read-chart.ts'
import { viewOf } from '#lib/charts/views.ts'
import { comparisonOf } from '#lib/prescribing/comparison.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { findKnownPractice, inCapitals } from '#lib/prescribing/known-practice.ts'
import { getMeasureChart } from '#lib/prescribing/measure-chart.ts'
import { canSeePractice } from '#lib/prescribing/policy.ts'
import { authorize } from '#lib/web/access.ts'
import { chartAnswer, chartFormatOf } from '#lib/web/chart-answer.ts'
import { paths } from '#lib/web/paths.ts'

export const GET: APIRoute = async (context) => {
  const { store, viewer } = context.locals
  const { reader } = store
  const capitals = inCapitals(context.url, context.params['practice'])
  if (capitals) return context.redirect(capitals, 303)
  const format = chartFormatOf(context.params['format'])
  const practice = await findKnownPractice(reader, context.params['practice'])
  const measure = findMeasure(context.params['measure'] ?? '')
  if (!format || !practice || !measure || !canSeePractice(viewer, practice.code))
    return context.rewrite('/404')
  authorize(context, canSeePractice(viewer, practice.code))
  const asked = context.url.searchParams
  const { series, annotations, comparison } = await getMeasureChart(reader, practice.code, measure, {
    compare: comparisonOf(asked.get('compare')),
    addressOf: (id) => paths.import({ id }),
    pageOf: (month) => paths.practiceFigure(practice.code, measure.id, month),
  })
  const definition = [`${measure.unit}. Defined by ${measure.source}.`, measure.note]
    .filter(Boolean)
    .join(' ')
  const titled = { ...series, title: `${series.title}, ${practice.name}` }
  const reading = readChart(viewOf(asked.get('view')), titled, annotations, undefined, comparison)
  return chartAnswer(reading, definition, format)
}
