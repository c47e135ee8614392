import { filledPoints, shortPeriod } from './calendar.ts'
import { meanOf, sideOf, sumOf } from './centre.ts'
import { type ControlChart, controlLimits, deviationOf } from './control-limits.ts'
import type { CsvSeries } from './csv-rows.ts'
import { sentenceOf } from './describe.ts'
import { counted } from './figure.ts'
import { ihiOf } from './ihi.ts'
import { judgementOf } from './judgement.ts'
import { xmrGroupOf } from './making-data-count.ts'
import type { Maybe } from './moving-range.ts'
import { type SelectableRules, selectableRules } from './rule-sets.ts'
import { nelson, type RuleHits, westernElectric } from './sigma-rules.ts'

export const charts = [
  'run',
  'i',
  'mr',
  'xbar',
  's',
  't',
  'p',
  'pp',
  'u',
  'up',
  'c',
  'g',
  'ip',
] as const satisfies (ControlChart | 'run')[]
export const ruleNames = Object.keys(selectableRules) as SelectableRules[]
/** Charts whose limits come from moving ranges, which may be screened. */
const RANGED: readonly ControlChart[] = ['i', 't', 'pp', 'up', 'ip']

export interface CsvAnalysis {
  csv: string
  sentence: string
}

/** The points of a series with centre line, limits and the rules that each breaks, and what they say. */
export function csvAnalysis(
  series: CsvSeries,
  chart: (typeof charts)[number],
  rules: SelectableRules,
  screened = true,
): CsvAnalysis {
  const points = filledPoints(series.points, series.every)
  const lines = controlLimits[chart]({
    points: points.map(({ period, value, numerator, denominator }) => {
      const rows = series.groups.get(period) ?? []
      return {
        y: value,
        total: value === null ? null : (numerator ?? sumOf(rows)),
        n: value === null ? null : (denominator ?? 1),
        size: value === null ? 0 : rows.length,
        mean: series.hasDenominators ? value : meanOf(rows),
        sd: deviationOf(rows),
      }
    }),
    baseline: points.map(() => true),
    cl: null,
    screened,
    categorical: false,
  })
  const limited = chart !== 'run'
  const { named, sentence } = signalsOf[rules]({ ...series, points }, lines, chart)
  const labels = points.map(({ period }) => period)
  const outside = lines.y.flatMap((value, at) => {
    const [lower, upper] = [lines.lcl[at] ?? null, lines.ucl[at] ?? null]
    return value !== null && lower !== null && upper !== null && (value > upper || value < lower) ? [at] : []
  })
  for (const at of outside) named[at]?.unshift('beyond the limits')
  const rows = labels.map((label, at) => [
    label,
    lines.y[at],
    lines.cl[at],
    ...(limited ? [lines.lcl[at], lines.ucl[at]] : []),
    named[at]?.join('; '),
  ])
  const head = ['date', 'value', 'centre_line', ...(limited ? ['lower_limit', 'upper_limit'] : []), 'signals']
  const beyond = outside.map((at) => shortPeriod(labels[at] ?? '', series.every)).join(', ')
  const limitText = `${counted(outside.length, series.every)} ${outside.length === 1 ? 'lies' : 'lie'} beyond the limits${beyond && ` (${beyond})`}.`
  const { name, version } = selectableRules[rules]
  const ranges =
    RANGED.some((each) => each === chart) &&
    (screened ? 'Moving ranges screened once at 3.267 means.' : 'Moving ranges not screened.')
  return {
    csv: [head, ...rows].map((row) => row.map((cell) => cell ?? '').join(',')).join('\r\n'),
    sentence: [limited && limitText, sentence, `Rules: ${name} (${version}).`, ranges]
      .filter(Boolean)
      .join(' '),
  }
}

type Lines = ReturnType<(typeof controlLimits)['i']>
interface Signals {
  named: string[][]
  sentence: string
}

const signalsOf: Record<
  SelectableRules,
  (series: CsvSeries, lines: Lines, chart: (typeof charts)[number]) => Signals
> = {
  anhoej: ({ every, points }, { y, cl }, chart) => {
    const sides = y.map((value, at) => sideOf(value, cl[at] ?? 0))
    const judgement = judgementOf(chart === 'mr' ? [] : sides)
    const { longRun, longRunSignals } = judgement
    const inRun = (at: number) => longRunSignals && longRun !== null && at >= longRun.from && at <= longRun.to
    const line = chart === 'run' ? 'median' : 'centre line'
    const labels = points.map(({ period }) => shortPeriod(period, every))
    const spoken = {
      ...judgement,
      every,
      direction: 'none',
      line,
      lineText: String(cl[0] ?? ''),
      labels,
    } as const
    return {
      named: sides.map((side, at) => (side && inRun(at) ? ['in the long run'] : [])),
      sentence: chart === 'mr' ? 'Moving ranges have no runs rule.' : sentenceOf(spoken),
    }
  },
  ihi: (_, { y }) => {
    const { shift, trend, runsSignal } = ihiOf(y)
    const runs = runsSignal === 'few' || runsSignal === 'many' ? ` Too ${runsSignal} runs.` : ''
    const signals = hitsNamed(y, { shift, trend })
    return { ...signals, sentence: `${signals.sentence}${runs}` }
  },
  weco: (_, lines) => hitsNamed(lines.y, westernElectric(scoresOf(lines), 0, 1)),
  nelson: (_, lines) => hitsNamed(lines.y, nelson(scoresOf(lines), 0, 1)),
  mdc: (_, { y }) => {
    const causes = xmrGroupOf(y, null, true).points.map(({ cause }) => cause)
    return {
      named: causes.map((cause) => (cause === 'Common Cause' ? [] : [cause])),
      sentence: `Last point: ${causes.at(-1) ?? 'none'}.`,
    }
  },
}

/** Distance from the centre line in sigmas, so that the rules hold where limits vary from point to point. */
function scoresOf({ y, cl, lcl, ucl }: Lines): Maybe[] {
  return y.map((value, at) => {
    const [centre, lower, upper] = [cl[at] ?? null, lcl[at] ?? null, ucl[at] ?? null]
    if (value === null || centre === null || lower === null || upper === null) return null
    return ((value - centre) * 3) / (Math.max(upper - centre, centre - lower) || 1)
  })
}

function hitsNamed(y: readonly Maybe[], hits: RuleHits): Signals {
  const fired = Object.entries(hits).filter(([, positions]) => positions.length > 0)
  const texts = fired.map(
    ([rule, positions]) => `${rule.replace('rule', 'rule ')} (${counted(positions.length, 'point')})`,
  )
  return {
    named: y.map((_, at) => fired.flatMap(([rule, positions]) => (positions.includes(at + 1) ? [rule] : []))),
    sentence: texts.length > 0 ? `Signals: ${texts.join(', ')}.` : 'No rule is broken.',
  }
}
