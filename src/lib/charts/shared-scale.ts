import { medianOf } from './centre.ts'
import { altTextOf } from './describe.ts'
import { counted } from './figure.ts'
import type { ChartReading } from './reading.ts'
import { type Scale, yScaleOf } from './scale.ts'
import type { Series } from './series.ts'

export interface SharedScale {
  scale: Scale
  /** Places of the charts of which some figures lie above it. */
  beyond: number[]
}

/** Where one chart goes this many times as high as the middle one, its scale would make flat lines of the others. */
const TIMES_THE_MIDDLE = 3

/**
 * One scale for the charts of one measure side by side: from 0, so that the same height is the same figure and small ups
 * and downs look small. It ends below a chart that is far out, which is then cut and says so.
 */
export function sharedScaleOf(charts: readonly Pick<Series, 'points' | 'unit'>[]): SharedScale | undefined {
  const unit = charts[0]?.unit ?? ''
  const figures = charts.map(({ points }) => points.flatMap(({ value }) => value ?? []))
  const tops = figures.flatMap((own) => (own.length > 0 ? [Math.max(...own)] : []))
  const middle = medianOf(tops)
  if (middle === null) return undefined
  const most = middle > 0 ? TIMES_THE_MIDDLE * middle : Number.POSITIVE_INFINITY
  const highest = Math.max(...tops.filter((top) => top <= most))
  const scale = yScaleOf([...figures.flat().filter((value) => value <= highest), highest], unit, {
    fromZero: true,
  })
  const isBeyond = (own: readonly number[]) => own.some((value) => value > scale.to)
  return { scale, beyond: figures.flatMap((own, at) => (isBeyond(own) ? [at] : [])) }
}

/** The same reading on a scale that others share; what lies above it is said. */
export function onScale(reading: ChartReading, y: Scale): ChartReading {
  const beyond = reading.points.filter(({ value }) => value !== null && value > y.to)
  const highest = beyond.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))[0]
  if (!highest) return { ...reading, y }
  const one = beyond.length === 1
  const cut = `${counted(beyond.length, 'figure')} ${one ? 'lies' : 'lie'} above this scale and ${one ? 'is marked by an arrow' : 'are marked by arrows'}: ${one ? '' : 'the highest is '}${highest.text} (${highest.label}).`
  const shown = { ...reading, y, cut }
  return { ...shown, altText: altTextOf(shown) }
}
