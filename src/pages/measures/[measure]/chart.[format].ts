import type { APIRoute } from 'astro'
import { readChart } from '#lib/charts/read-chart.ts'
import { viewOf } from '#lib/charts/views.ts'
import { getChartOf } from '#lib/measures/charts.ts'
import { definitionTextOf } from '#lib/measures/definition-text.ts'
import { findMeasure } from '#lib/measures/queries.ts'
import { canSeeProject } from '#lib/projects/policy.ts'
import { authorize } from '#lib/web/access.ts'
import { chartAnswer, chartFormatOf } from '#lib/web/chart-answer.ts'

export const GET: APIRoute = async (context) => {
  const { store, viewer } = context.locals
  const format = chartFormatOf(context.params['format'])
  const measure = await findMeasure(store.reader, viewer, context.params['measure'])
  if (!measure || !format) return context.rewrite('/404')
  authorize(context, canSeeProject(viewer, measure.project))
  const { series, annotations, decisions } = await getChartOf(store.reader, measure)
  const view = viewOf(context.url.searchParams.get('view'))
  return chartAnswer(readChart(view, series, annotations, decisions), definitionTextOf(measure), format)
}
