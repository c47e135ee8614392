import { periodAfter } from '#lib/charts/calendar.ts'
import type { Series } from '#lib/charts/series.ts'

/** A monthly series from October 2023 on; null leaves the month without a figure. */
export function monthly(values: readonly (number | null)[], given: Partial<Series> = {}): Series {
  const first = given.every === 'week' ? '2025-09-29' : '2023-10-01'
  return {
    title: 'Opioid items',
    unit: 'items per 1,000 patients',
    decimals: 1,
    direction: 'lower',
    every: 'month',
    source: 'NHSBSA English Prescribing Dataset',
    points: values.map((value, step) => ({
      period: periodAfter(first, given.every ?? 'month', step),
      value,
    })),
    ...given,
  }
}

/** Values above ("+"), below ("-") and on ("0") a median of 50; "." leaves a month without a figure. */
export function signs(pattern: string): (number | null)[] {
  const value: Record<string, number | null> = { '+': 52, '-': 48, '0': 50, '.': null }
  return [...pattern].map((sign) => value[sign] ?? null)
}
