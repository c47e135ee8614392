import { anhojOf } from '../anhoj.ts'
import { sideOf } from '../centre.ts'
import { controlLimits, type Lines, type Subgroup } from '../control-limits.ts'
import type { Maybe } from '../moving-range.ts'
import { type ChartCase, type Figure, figureOf, listOf, type Refused } from './cases.ts'
import { isCategorical, subgroupsOf, type X } from './rows.ts'

type Points = Record<string, (Figure | X)[]>
type PartFacts = Record<string, Figure | boolean>

/** A run or control chart as the golden vectors have it: per point and per part, quirks included. */
export function analysedChart(given: ChartCase): { points: Points; parts: PartFacts[] } | Refused {
  const { x, points } = subgroupsOf(given)
  if (given.chart === 't' && points.some(({ y }) => y !== null && y <= 0)) {
    return { error: true, reason: 'Time between events must be greater than zero' }
  }
  const excluded = new Set(listOf(given.exclude))
  const spans = spansOf(points.length, listOf(given.part))
  const parts = spans.map((span) => partOf(given, points, excluded, span))
  const column = (pick: (lines: Lines) => Maybe[]) => parts.flatMap(({ lines }) => pick(lines))
  const scale = given.multiply ?? 1
  const scaled = (values: Maybe[]) => values.map((value) => figureOf(value === null ? null : value * scale))
  const limited = given.chart !== 'run'
  const moved = given.x && (x.length !== given.x.length || x.some((each, at) => each !== given.x?.[at]))
  return {
    points: {
      ...(moved ? { x } : {}),
      y: scaled(column(({ y }) => y)),
      cl: scaled(column(({ cl }) => cl)),
      ...(limited && {
        lcl: scaled(column(({ lcl }) => lcl)),
        'lcl.95': scaled(column(({ lcl95 }) => lcl95)),
        'ucl.95': scaled(column(({ ucl95 }) => ucl95)),
        ucl: scaled(column(({ ucl }) => ucl)),
        'sigma.signal': parts.flatMap(({ signals }) => signals.map(Number)),
      }),
    },
    parts: parts.map(({ lines, signals, facts, observed }, at) => ({
      part: at + 1,
      from: spans[at]!.from + 1,
      to: spans[at]!.to,
      'n.obs': observed,
      'n.useful': facts.useful,
      'longest.run': facts.longestRun,
      'longest.run.max': facts.longestRunLimit,
      'n.crossings': facts.crossings,
      'n.crossings.min': facts.crossingsLimit,
      'runs.signal': facts.signal && given.chart !== 'mr' && !isCategorical(given.x),
      cl: scaled(lines.cl).at(-1) ?? null,
      ...(limited && {
        lcl: scaled(lines.lcl).at(-1) ?? null,
        ucl: scaled(lines.ucl).at(-1) ?? null,
        'sigma.signals': signals.filter(Boolean).length,
      }),
    })),
  }
}

/** Stretches between the points after which a new part begins; entries out of range are ignored. */
function spansOf(length: number, after: readonly number[]): { from: number; to: number }[] {
  const cuts = [...new Set(after)].filter((cut) => cut > 0 && cut < length).sort((a, b) => a - b)
  const starts = [0, ...cuts]
  return starts.map((from, at) => ({ from, to: starts[at + 1] ?? length }))
}

function partOf(
  given: ChartCase,
  all: readonly Subgroup[],
  excluded: ReadonlySet<number>,
  { from, to }: { from: number; to: number },
) {
  const freeze = listOf(given.part).length > 0 ? null : (given.freeze ?? null)
  const points = all.slice(from, to)
  const kept = points.map((_, at) => !excluded.has(from + at + 1))
  const lines = controlLimits[given.chart]({
    points,
    baseline: kept.map((keep, at) => keep && (freeze === null || at + 1 <= freeze)),
    cl: given.cl ?? null,
    screened: given.screenedmr ?? true,
    categorical: isCategorical(given.x),
  })
  const sides = lines.y.map((value, at) => {
    const cl = lines.cl[at] ?? null
    return kept[at] && cl !== null ? sideOf(value, cl) : null
  })
  return {
    lines,
    signals: lines.y.map((value, at) => isBeyond(value, lines.lcl[at] ?? null, lines.ucl[at] ?? null)),
    facts: anhojOf(sides),
    observed: kept.filter(Boolean).length,
  }
}

function isBeyond(value: Maybe, lower: Maybe, upper: Maybe): boolean {
  return value !== null && lower !== null && upper !== null && (value > upper || value < lower)
}
