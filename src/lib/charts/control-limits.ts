import { meanOf, medianOf, sumOf } from './centre.ts'
import { D2, knownOf, type Maybe, meanRangeOf, movingRangesOf, SCREEN } from './moving-range.ts'
import { c4Of } from './subgroup-constants.ts'

/** One plotted point: what its rows add up to. `n` is the denominator, or the rows where there is none. */
export interface Subgroup {
  y: Maybe
  total: Maybe
  n: Maybe
  size: number
  mean: Maybe
  sd: Maybe
}

/** The points of one part. Only those of the baseline make the centre line and, mostly, the limits. */
export interface Part {
  points: readonly Subgroup[]
  baseline: readonly boolean[]
  /** A centre line known in advance, in unscaled units. */
  cl: Maybe
  screened: boolean
  /** Points are categories, not moments: z scores then have a standard deviation, not moving ranges. */
  categorical: boolean
}

/** Centre line, 2-sigma and 3-sigma limits at every point; null where they are not defined. */
export interface Lines {
  y: Maybe[]
  cl: Maybe[]
  lcl: Maybe[]
  lcl95: Maybe[]
  ucl95: Maybe[]
  ucl: Maybe[]
}

export type ControlChart = 'i' | 'mr' | 'xbar' | 's' | 't' | 'p' | 'pp' | 'u' | 'up' | 'c' | 'g' | 'ip'

/**
 * Shewhart charts by their textbook formulas (Montgomery; Laney 2002 for p′ and u′; Taylor for I′;
 * Benneyan for g; Nelson's 1/3.6 power for t).
 */
export const controlLimits: Record<ControlChart | 'run', (part: Part) => Lines> = {
  run: (part) => around(part, part.cl ?? medianOf(baselineOf(part, ({ y }) => y)), () => null),
  i: (part) => individuals(part),
  mr: movingRangeChart,
  xbar: subgroupMeans,
  s: subgroupDeviations,
  t: timeBetween,
  p: (part) => ratioChart(part, binomialDeviation, 1),
  pp: (part) => laneyChart(part, binomialDeviation, 1),
  u: (part) => ratioChart(part, poissonDeviation, Number.POSITIVE_INFINITY),
  up: (part) => laneyChart(part, poissonDeviation, Number.POSITIVE_INFINITY),
  c: counts,
  g: geometric,
  ip: individualsPrime,
}

function baselineOf<T>({ points, baseline }: Part, pick: (point: Subgroup) => T | null): T[] {
  return points.flatMap((point, at) => {
    const value = baseline[at] ? pick(point) : null
    return value === null ? [] : [value]
  })
}

/** Symmetric limits: `sigma` is one standard deviation at a point, null or infinite where there is none. */
function around(
  part: Part,
  cl: Maybe,
  sigma: (point: Subgroup) => Maybe,
  { floor = Number.NEGATIVE_INFINITY, ceiling = Number.POSITIVE_INFINITY, base = cl } = {},
): Lines {
  const limit = (width: number) =>
    part.points.map((point) => {
      const one = sigma(point)
      if (one === null || base === null || Number.isNaN(one)) return null
      if (one === Number.POSITIVE_INFINITY) return null
      return Math.min(ceiling, Math.max(floor, base + width * one))
    })
  return {
    y: part.points.map(({ y }) => y),
    cl: part.points.map(() => cl),
    lcl: limit(-3),
    lcl95: limit(-2),
    ucl95: limit(2),
    ucl: limit(3),
  }
}

/** Neighbours within the baseline: an excluded point is bridged, a missing one is not. */
function individuals(part: Part): Lines {
  const values = part.points.filter((_, at) => part.baseline[at]).map(({ y }) => y)
  const range = meanRangeOf(movingRangesOf(values), part.screened)
  const cl = part.cl ?? meanOf(knownOf(values))
  return around(part, cl, () => (range === null ? null : range / D2))
}

function movingRangeChart(part: Part): Lines {
  const ranges = [null, ...movingRangesOf(part.points.map(({ y }) => y))]
  const points = part.points.map((point, at) => ({ ...point, y: ranges[at] ?? null }))
  const cl = part.cl ?? meanOf(baselineOf({ ...part, points }, ({ y }) => y))
  const sigma = cl === null ? null : (SCREEN * cl) / 3
  const lines = around({ ...part, points }, cl, () => sigma, { base: 0 })
  const noughts = lines.lcl.map((limit) => (limit === null ? null : 0))
  return { ...lines, lcl: noughts, lcl95: noughts }
}

type Deviation = (cl: number, n: number) => number
const binomialDeviation: Deviation = (cl, n) => Math.sqrt((cl * (1 - cl)) / n)
const poissonDeviation: Deviation = (cl, n) => Math.sqrt(cl / n)

function ratioOf(part: Part): Maybe {
  if (part.cl !== null) return part.cl
  const whole = baselineOf(part, ({ total, n }) => (total === null || n === null ? null : { total, n }))
  if (whole.length === 0) return null
  return sumOf(whole.map(({ total }) => total)) / sumOf(whole.map(({ n }) => n))
}

function ratioChart(part: Part, deviation: Deviation, ceiling: number, factor: Maybe = 1): Lines {
  const cl = ratioOf(part)
  const sigma = ({ n }: Subgroup) =>
    cl === null || n === null || factor === null ? null : deviation(cl, n) * factor
  return around(part, cl, sigma, { floor: 0, ceiling })
}

/** Laney: the spread of z scores between points widens or narrows the limits of the plain chart. */
function laneyChart(part: Part, deviation: Deviation, ceiling: number): Lines {
  return ratioChart(part, deviation, ceiling, laneyFactor(part, deviation))
}

/** σz: how many times wider the limits of p′ and u′ are than those of the plain chart. */
export const sigmaZ = (part: Part, chart: 'pp' | 'up'): Maybe =>
  laneyFactor(part, chart === 'pp' ? binomialDeviation : poissonDeviation)

function laneyFactor(part: Part, deviation: Deviation): Maybe {
  const cl = ratioOf(part)
  const scores = part.points
    .filter((_, at) => part.baseline[at])
    .map(({ y, n }) => {
      const z = cl === null || y === null || n === null ? Number.NaN : (y - cl) / deviation(cl, n)
      return Number.isNaN(z) ? null : z
    })
  const range = meanRangeOf(movingRangesOf(scores), part.screened)
  return part.categorical ? deviationOf(knownOf(scores)) : range === null ? null : range / D2
}

function counts(part: Part): Lines {
  const points = part.points.map((point) => ({ ...point, y: point.total }))
  const cl = part.cl ?? meanOf(baselineOf(part, ({ total }) => total))
  return around({ ...part, points }, cl, () => (cl === null ? null : Math.sqrt(cl)), { floor: 0 })
}

/** A geometric mean times this is about its median. Benneyan's rounded figure, which references use. */
// biome-ignore lint/suspicious/noApproximativeNumericConstant: the published constant, not ln 2
const MEDIAN_OF_MEAN = 0.693

/** The centre line is the median; the limits stand around the mean. */
function geometric(part: Part): Lines {
  const values = baselineOf(part, ({ y }) => y)
  const mean = part.cl ?? meanOf(values)
  const cl = part.cl === null ? medianOf(values) : MEDIAN_OF_MEAN * part.cl
  const sigma = mean === null ? null : Math.sqrt(mean * (mean + 1))
  return around(part, cl, () => sigma, { floor: 0, base: mean })
}

/** Weibull times become nearly normal at the power 1/3.6 (Nelson 1994). */
function timeBetween(part: Part): Lines {
  const power = 1 / 3.6
  const down = (value: Maybe) => (value === null ? null : value ** power)
  const points = part.points.map((point) => ({ ...point, y: down(point.y) }))
  const lines = individuals({ ...part, points, cl: down(part.cl) })
  const up = (values: Maybe[]) => values.map((value) => (value === null || value < 0 ? null : value ** 3.6))
  return {
    y: part.points.map(({ y }) => y),
    cl: up(lines.cl),
    lcl: lines.lcl.map((limit) => (limit === null ? null : Math.max(0, limit) ** 3.6)),
    lcl95: up(lines.lcl95),
    ucl95: up(lines.ucl95),
    ucl: up(lines.ucl),
  }
}

function subgroupMeans(part: Part): Lines {
  const groups = baselineOf(part, ({ mean, size }) => (mean === null ? null : { mean, size }))
  const size = sumOf(groups.map((group) => group.size))
  const weighted = size === 0 ? null : sumOf(groups.map((group) => group.mean * group.size)) / size
  const deviation = subgroupDeviation(part)
  const points = part.points.map((point) => ({ ...point, y: point.mean }))
  return around({ ...part, points }, part.cl ?? weighted, (point) => {
    if (deviation === null || point.size < 2) return null
    return deviation / (c4Of(point.size) * Math.sqrt(point.size))
  })
}

function subgroupDeviations(part: Part): Lines {
  const cl = part.cl ?? subgroupDeviation(part)
  const points = part.points.map((point) => ({ ...point, y: point.sd }))
  const sigma = ({ size }: Subgroup) => {
    if (cl === null || size < 2) return null
    const c4 = c4Of(size)
    return (cl * Math.sqrt(1 - c4 * c4)) / c4
  }
  return around({ ...part, points }, cl, sigma, { floor: 0 })
}

/** The mean of the subgroups' deviations where all have one size, else the pooled deviation. */
function subgroupDeviation(part: Part): Maybe {
  const sizes = new Set(part.points.map(({ size }) => size))
  const groups = baselineOf(part, ({ sd, size }) => (sd === null ? null : { sd, free: size - 1 }))
  if (groups.length === 0) return null
  if (sizes.size === 1) return meanOf(groups.map(({ sd }) => sd))
  const squares = sumOf(groups.map(({ sd, free }) => free * sd * sd))
  return Math.sqrt(squares / sumOf(groups.map(({ free }) => free)))
}

/** Taylor's I′: limits follow the denominator. Its spread comes from every point of the part. */
function individualsPrime(part: Part): Lines {
  const pairs = baselineOf(part, ({ y, n }) => (y === null || n === null ? null : { y, n }))
  const weight = sumOf(pairs.map(({ n }) => n))
  const cl = part.cl ?? (weight === 0 ? null : sumOf(pairs.map(({ y, n }) => y * n)) / weight)
  const deviations = part.points.slice(1).map((point, at) => {
    const before = part.points[at]
    if (!before || point.y === null || before.y === null || point.n === null || before.n === null) return null
    const spread = Math.sqrt(1 / point.n + 1 / before.n)
    return (Math.sqrt(Math.PI / 2) * Math.abs(point.y - before.y)) / spread
  })
  const mean = meanRangeOf(deviations, part.screened, 3.2665)
  return around(part, cl, ({ n }) => (mean === null || n === null ? null : mean / Math.sqrt(n)))
}

/** Standard deviation of a sample; null for fewer than two values. */
export function deviationOf(values: readonly number[]): Maybe {
  const mean = meanOf(values)
  if (mean === null || values.length < 2) return null
  return Math.sqrt(sumOf(values.map((value) => (value - mean) ** 2)) / (values.length - 1))
}
