import type { Day } from '#lib/day.ts'
import { figure } from './figure.ts'
import type { Every } from './series.ts'

/** `from` and `to` are the ends of the axis; `ticks` lie on round figures between them, both included. */
export interface Scale {
  from: number
  to: number
  ticks: { value: number; text: string }[]
  startsAtZero: boolean
}

/** Below this share of the highest figure, a scale from 0 would flatten everything there is to see. */
const SMALL_SPREAD = 0.25

/** A scale of about five round steps, from 0 unless that would hide the variation. Percentages end at 100. */
export function yScaleOf(figures: readonly number[], unit: string, { fromZero = false } = {}): Scale {
  if (figures.length === 0) return yScaleOf([0], unit)
  const lowest = Math.min(...figures)
  const highest = Math.max(...figures)
  const spread = highest - lowest
  const wide =
    fromZero || spread === 0 || spread >= SMALL_SPREAD * Math.max(Math.abs(highest), Math.abs(lowest))
  const pad = spread === 0 ? Math.abs(highest) * 0.2 || 1 : spread * 0.08
  const low = wide ? Math.min(0, lowest < 0 ? lowest - pad : 0) : lowest - pad
  const high = wide ? Math.max(0, highest > 0 ? highest + pad : 0) : highest + pad
  const step = roundStep((high - low) / 5)
  const first = Math.floor(low / step + 1e-9)
  let last = Math.ceil(high / step - 1e-9)
  if (unit.startsWith('%') && highest <= 100 && last * step > 100) last = Math.floor(100 / step)
  const decimals = decimalsOf(step)
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => {
    const value = Number(((first + index) * step).toPrecision(12))
    return { value, text: figure(value, decimals) }
  })
  const from = ticks[0]?.value ?? 0
  return { from, to: Math.max(ticks.at(-1)?.value ?? 1, highest), ticks, startsAtZero: from === 0 }
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const lead = rough / power
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10) * power
}

function decimalsOf(step: number): number {
  for (let decimals = 0; decimals < 10; decimals++) {
    if (Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) < 1e-6) return decimals
  }
  return 10
}

/** A period named on the axis: `slot` counts from 0; the year stands on a second line where it changes. */
export interface PeriodTick {
  slot: number
  lines: string[]
}

const steps: Record<Every, number[]> = {
  month: [1, 2, 3, 6, 12, 24, 60],
  week: [1, 2, 4, 8, 13, 26, 52, 104],
}

/** At most `room` names along the axis. Months are named from January on, so charts can be compared. */
export function periodTicksOf(
  slots: readonly { period: Day; label: string }[],
  every: Every,
  room: number,
): PeriodTick[] {
  const step = steps[every].find((each) => slots.length / each <= room) ?? Math.ceil(slots.length / room)
  let yearNamed = ''
  return slots.flatMap(({ period, label }, slot) => {
    const count = every === 'month' ? Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1 : slot
    if (count % step !== 0) return []
    const year = period.slice(0, 4)
    const name = label.replace(` ${year}`, '')
    const lines = year === yearNamed ? [name] : [name, year]
    yearNamed = year
    return [{ slot, lines }]
  })
}
