import type { Reader } from '#db/store.ts'
import { readRunChart } from '#lib/charts/run-chart.ts'
import { annotationsOf } from '#lib/pdsa/letters.ts'
import { listCyclesOf } from '#lib/pdsa/queries.ts'
import { listDecisions } from './decisions/queries.ts'
import { decisionsOf } from './decisions/standing.ts'
import { suggestedPhase } from './decisions/suggestion.ts'
import { listPublishedSeries } from './published.ts'
import { listPoints, type Measure } from './queries.ts'
import { seriesOf } from './series-of.ts'
import { withoutSmallNumbers } from './small-numbers.ts'

/** What people outside the team and its facilitators are shown leaves small numbers out. */
export type Shown = 'in full' | 'without small numbers'

/** The chart of each measure, in the order given: its series, its project's cycles as annotations, and what was decided. */
export async function listCharts(reader: Reader, wanted: readonly Measure[], shown: Shown = 'in full') {
  const isTyped = ({ source }: Measure) => source === 'typed'
  const [typed, published, cycles, decisions] = await Promise.all([
    listPoints(
      reader,
      wanted.filter(isTyped).map(({ id }) => id),
    ),
    listPublishedSeries(
      reader,
      wanted.filter((measure) => !isTyped(measure)),
    ),
    listCyclesOf(reader, [...new Set(wanted.map(({ projectId }) => projectId))]),
    listDecisions(
      reader,
      wanted.map(({ id }) => id),
    ),
  ])
  return wanted.map((measure) => {
    const own = typed.filter(({ measureId }) => measureId === measure.id)
    const counted = seriesOf(measure, own)
    const series = published.get(measure.id) ?? (shown === 'in full' ? counted : withoutSmallNumbers(counted))
    const around = cycles.filter(({ projectId }) => projectId === measure.projectId)
    const annotations = annotationsOf(around)
    const decided = decisionsOf(
      decisions.filter(({ measureId }) => measureId === measure.id),
      measure,
      series.points[0]?.period,
    )
    const periods = own.map(({ period }) => period)
    return { measure, series, annotations, cycles: around, decisions: decided, periods }
  })
}

export type Chart = Awaited<ReturnType<typeof listCharts>>[number]

/** One measure as the chart components take it: home, case study and PDF draw it from this. */
export async function getChartOf(reader: Reader, measure: Measure, shown?: Shown): Promise<Chart> {
  const [chart] = await listCharts(reader, [measure], shown)
  if (!chart) throw new Error('A measure has a chart')
  return chart
}

/** The phase that a team may want to think about after what this chart shows; nothing is ever started by itself. */
export function phaseSuggestedBy({ series, annotations, cycles, decisions }: Chart) {
  const { signal, latestRun, points } = readRunChart(series, annotations, decisions)
  return suggestedPhase(cycles, {
    every: series.every,
    signal,
    runFrom: latestRun ? (points[latestRun.from]?.period ?? null) : null,
    lastPeriod: points.at(-1)?.period,
    phases: decisions.phases,
  })
}
