import type { APIRoute } from 'astro'
import { readChart } from '#lib/charts/read-chart.ts'
import { viewOf } from '#lib/charts/views.ts'
import { getChartOf } from '#lib/measures/charts.ts'
import { findComparisonFor } from '#lib/measures/compared.ts'
import { definitionTextOf } from '#lib/measures/definition-text.ts'
import { findMeasure } from '#lib/measures/queries.ts'
import { comparisonOf } from '#lib/prescribing/comparison.ts'
import { canSeeProject } from '#lib/projects/policy.ts'
import { authorize } from '#lib/web/access.ts'
import { chartAnswer, chartFormatOf } from '#lib/web/chart-answer.ts'

export const GET: APIRoute = async (context) => {
  const { store, viewer } = context.locals
  const format = chartFormatOf(context.params['format'])
  const measure = await findMeasure(store.reader, viewer, context.params['measure'])
  if (!measure || !format) return context.rewrite('/404')
  authorize(context, canSeeProject(viewer, measure.project))
  const asked = context.url.searchParams
  const [{ series, annotations, decisions }, { comparison }] = await Promise.all([
    getChartOf(store.reader, measure),
    findComparisonFor(store.reader, viewer, measure, comparisonOf(asked.get('compare'))),
  ])
  const reading = readChart(viewOf(asked.get('view')), series, annotations, decisions, comparison)
  return chartAnswer(reading, definitionTextOf(measure), format)
}
