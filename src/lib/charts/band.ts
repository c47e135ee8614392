import type { Day } from '#lib/day.ts'
import { figure } from './figure.ts'
import type { Frame } from './layout.ts'
import type { Maybe } from './moving-range.ts'
import type { Shape } from './picture.ts'

/** How the values of many others spread in each period, to be drawn behind a series. Nothing is judged by it. */
export interface Comparison {
  /** Whose values: "practices in England". */
  of: string
  /** By first day of a period: the nine deciles, lowest first, and how many values they are of. */
  periods: ReadonlyMap<Day, { deciles: readonly number[]; count: number }>
}

/** A comparison laid along the axis: nine deciles a slot, null where there are none. Plain data, as it goes as JSON. */
export interface ChartBand {
  of: string
  /** How many values the deciles rest on: the fewest and the most of the periods drawn. */
  fewest: number
  most: number
  deciles: (readonly number[] | null)[]
}

const LOWEST = 0
const MEDIAN = 4
const HIGHEST = 8

/** Undefined when no period on the axis has deciles. */
export function bandOf(
  comparison: Comparison | undefined,
  slots: readonly { period: Day }[],
): ChartBand | undefined {
  const drawn = slots.map(({ period }) => comparison?.periods.get(period))
  const counts = drawn.flatMap((each) => (each ? [each.count] : []))
  if (!comparison || counts.length === 0) return undefined
  return {
    of: comparison.of,
    fewest: Math.min(...counts),
    most: Math.max(...counts),
    deciles: drawn.map((each) => each?.deciles ?? null),
  }
}

/** What an axis must hold so that the band is on it. */
export const bandFigures = (band: ChartBand | undefined): number[] =>
  band?.deciles.flatMap((deciles) => (deciles ? [deciles[LOWEST] ?? 0, deciles[HIGHEST] ?? 0] : [])) ?? []

/** "61 practices in England", "58 to 61 practices in England" */
export const bandCount = ({ of, fewest, most }: ChartBand): string =>
  `${fewest === most ? '' : `${figure(fewest, 0)} to `}${figure(most, 0)} ${of}`

/** What the band is, for the legend, the files and those who do not see it. */
export const bandText = (band: ChartBand): string =>
  `Grey band: the middle 80% of ${bandCount(band)} (10th to 90th percentile); dotted line: their median. It is context and not judged: the mix of patients differs from practice to practice.`

/** The band as columns of a table. */
export function bandColumns(band: ChartBand | undefined): { name: string; values: Maybe[] }[] {
  if (!band) return []
  const at = (decile: number) => band.deciles.map((deciles) => deciles?.[decile] ?? null)
  return [
    { name: `Median of ${band.of}`, values: at(MEDIAN) },
    { name: '10th percentile', values: at(LOWEST) },
    { name: '90th percentile', values: at(HIGHEST) },
  ]
}

/** Quiet layers, darker towards the middle, with a hair line at the outer deciles for who sees no grey. */
export function bandShapes(band: ChartBand | undefined, frame: Frame): Shape[] {
  if (!band) return []
  const line = (decile: number) => stretchesOf(band).map((stretch) => edgeOf(stretch, decile, frame))
  const layers = [0, 1, 2, 3].flatMap((inwards) => {
    const upper = line(HIGHEST - inwards)
    return line(LOWEST + inwards).map((lower, at): Shape => {
      const outline = [...lower, ...(upper[at] ?? []).toReversed()]
      return { kind: 'area', outline, fill: 'band', opacity: 0.09 }
    })
  })
  const edges = [LOWEST, HIGHEST].map(
    (decile): Shape => ({ kind: 'steps', paths: line(decile), ink: 'band', width: 0.75 }),
  )
  return [
    ...layers,
    ...edges,
    { kind: 'steps', paths: line(MEDIAN), ink: 'band', width: 1.5, dash: [1.5, 3] },
  ]
}

interface Stretch {
  from: number
  deciles: (readonly number[])[]
}

/** Neighbouring slots with deciles; across a gap nothing is joined. */
function stretchesOf({ deciles }: ChartBand): Stretch[] {
  const stretches: Stretch[] = []
  deciles.forEach((each, slot) => {
    if (!each) return
    const last = stretches.at(-1)
    if (last && last.from + last.deciles.length === slot) last.deciles.push(each)
    else stretches.push({ from: slot, deciles: [each] })
  })
  return stretches
}

function edgeOf({ from, deciles }: Stretch, decile: number, { x, y }: Frame): [number, number][] {
  const at = (step: number) => y(deciles[step]?.[decile] ?? 0)
  const middles = deciles.map((_, step): [number, number] => [x(from + step + 0.5), at(step)])
  return [[x(from), at(0)], ...middles, [x(from + deciles.length), at(deciles.length - 1)]]
}
