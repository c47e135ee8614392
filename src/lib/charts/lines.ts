import type { Day } from '#lib/day.ts'
import { periodOf } from './calendar.ts'
import type { ChartDecisions } from './decisions.ts'
import { figure, figureAsSet } from './figure.ts'
import type { Maybe } from './moving-range.ts'
import type { ChartLine, ChartReading } from './reading.ts'
import { seasonalLinesOf } from './seasonal.ts'
import type { Series } from './series.ts'
import type { StretchRead } from './stretch-read.ts'
import type { Stretch } from './stretches.ts'

interface Read {
  stretch: Stretch
  read: StretchRead
}

/** Centre and limits of each phase at their places; the centre of the last runs on to the end of the axis. */
export function phaseLinesOf(
  reads: readonly Read[],
  name: string,
  slots: number,
  decimals: number,
): ChartLine[] {
  return reads.flatMap(({ stretch, read }, index) => {
    const named = index === reads.length - 1
    const end = named ? slots - 1 : stretch.to
    const at = (values: (place: number) => Maybe) => Array.from({ length: slots }, (_, slot) => values(slot))
    const within = (values: readonly Maybe[]) => at((slot) => values[slot - stretch.from] ?? null)
    const centre = at((slot) => (slot >= stretch.from && slot <= end ? read.centre : null))
    const signal = read.judgement.signal && name !== 'Mean'
    const limit = { part: 'limit' as const, colour: 'quiet' as const, dash: [6, 4], named }
    return [
      { name: 'Upper limit', ...limit, values: within(read.upper) },
      { name: 'Lower limit', ...limit, values: within(read.lower) },
      {
        name,
        part: 'centre' as const,
        values: centre,
        colour: signal ? ('signal' as const) : ('quiet' as const),
        dash: signal ? [9, 4] : [],
        named,
      },
    ]
      .filter(({ values }) => values.some((value) => value !== null))
      .map((line) => ({ ...line, text: lastText(line.values, decimals) }))
  })
}

const lastText = (values: readonly Maybe[], decimals: number) => {
  const last = values.findLast((value) => value !== null) ?? null
  return last === null ? '' : figure(last, decimals)
}

/** The target at each period; where targets change, the last one that has begun. */
export function targetLineOf(
  slots: readonly { period: Day }[],
  { target, every, decimals }: Series,
  { targets }: ChartDecisions,
): ChartLine[] {
  const steps = [...targets].sort((a, b) => a.from.localeCompare(b.from))
  const values = slots.map(({ period }) => {
    if (steps.length === 0) return target ?? null
    return steps.findLast(({ from }) => periodOf(from, every) <= period)?.value ?? null
  })
  if (values.every((value) => value === null)) return []
  const text = figureAsSet(values.findLast((value) => value !== null) ?? 0, decimals)
  return [{ name: 'Target', part: 'target', values, text, colour: 'quiet', dash: [2, 4], named: true }]
}

export function seasonalLines(stretches: readonly Stretch[], slots: number, series: Series): ChartLine[] {
  const points = stretches.flatMap((stretch) => stretch.points)
  const included = stretches.flatMap((stretch) => stretch.included)
  const { quarters, year } = seasonalLinesOf(points, series, included)
  const filled = (values: Maybe[]) => [
    ...values,
    ...Array.from({ length: slots - values.length }, () => null),
  ]
  const line = (name: string, values: Maybe[], colour: 'line' | 'special', dash: number[]): ChartLine[] =>
    values.every((value) => value === null)
      ? []
      : [
          {
            name,
            part: 'shown',
            values: filled(values),
            text: lastText(values, series.decimals),
            colour,
            dash,
            named: true,
          },
        ]
  return [...line('Quarter', quarters, 'line', []), ...line('12 months', year, 'special', [8, 3])]
}

/** The lines that are not one level from end to end, those of one name together: they need a column of a table. */
export function changingLinesOf({ lines, points }: Pick<ChartReading, 'lines' | 'points'>) {
  return [...new Set(lines.map(({ name }) => name))].flatMap((name) => {
    const own = lines.filter((line) => line.name === name)
    const values = points.map(
      (_, at) => own.map((line) => line.values[at] ?? null).find((value) => value !== null) ?? null,
    )
    return new Set(values).size > 1 || own.some(({ part }) => part === 'limit') ? [{ name, values }] : []
  })
}
