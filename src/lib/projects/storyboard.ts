import type { Reader } from '#db/store.ts'
import type { Day } from '#lib/day.ts'
import { listCharts } from '#lib/measures/charts.ts'
import { missingPeriods } from '#lib/measures/periods.ts'
import { listMeasures } from '#lib/measures/queries.ts'
import { listCycles } from '#lib/pdsa/queries.ts'
import { nextStepOf } from './next-step.ts'
import { listAims } from './queries.ts'

/** A project so far on one page: its aim, its charts, its cycles, and what to do next. All of it is derived. */
export async function getStoryboard(reader: Reader, projectId: string, today: Day) {
  const [[aim, ...earlierAims], measures, cycles] = await Promise.all([
    listAims(reader, projectId),
    listMeasures(reader, projectId),
    listCycles(reader, projectId),
  ])
  const charts = (await listCharts(reader, measures)).map((chart) => ({
    ...chart,
    missing:
      chart.measure.source === 'typed' ? missingPeriods(chart.measure, chart.periods, today).length : 0,
  }))
  const facts = charts.map(({ measure, missing }) => ({ ...measure, missing }))
  const nextStep = nextStepOf({ hasAim: aim !== undefined, measures: facts, cycles }, today)
  return { aim, earlierAims, charts, cycles, nextStep }
}

export type Storyboard = Awaited<ReturnType<typeof getStoryboard>>
