import type { ChartDecisions } from './decisions.ts'
import { readChart } from './read-chart.ts'
import type { ChartReading } from './reading.ts'
import type { Annotation, Series } from './series.ts'

/** Reads a series as a run chart: a median a phase, Anhøj rules within it, from unrounded values. */
export function readRunChart(
  series: Series,
  annotations: readonly Annotation[] = [],
  decisions?: ChartDecisions,
): ChartReading {
  return readChart('run', series, annotations, decisions)
}
