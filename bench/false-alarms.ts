import { anhojOf } from '#lib/charts/anhoj.ts'
import { medianOf, sideOf } from '#lib/charts/centre.ts'
import { controlLimits } from '#lib/charts/control-limits.ts'
import { ihiOf } from '#lib/charts/ihi.ts'
import { xmrGroupOf } from '#lib/charts/making-data-count.ts'
import { nelson, type RuleHits, westernElectric } from '#lib/charts/sigma-rules.ts'
import { randomFrom } from './random.ts'

/**
 * How often each rule set signals in series of independent normal values: without any change (false alarms)
 * and with a step of one standard deviation half way (power). Moving ranges are screened. With 4,000 series
 * a share has a sampling error of up to 0.8 %. Then the same for medians that are frozen on the first points,
 * with the step where the freeze ends. The help page "Why the Anhøj rules" cites these figures.
 */
const SERIES = 4000

const random = randomFrom(1)
/** Box–Muller */
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

const any = (hits: RuleHits) => Object.values(hits).some((positions) => positions.length > 0)

function individuals(y: number[]): { cl: number; sigma: number } {
  const { cl, ucl } = controlLimits.i({
    points: y.map((value) => ({ y: value, total: value, n: 1, size: 1, mean: value, sd: null })),
    baseline: y.map(() => true),
    cl: null,
    screened: true,
    categorical: false,
  })
  return { cl: cl[0] ?? 0, sigma: ((ucl[0] ?? 0) - (cl[0] ?? 0)) / 3 }
}

const anhoejSignals = (y: number[], line: number) => anhojOf(y.map((value) => sideOf(value, line))).signal

function beyondThreeSigma(y: number[]): boolean {
  const { cl, sigma } = individuals(y)
  return y.some((value) => Math.abs(value - cl) > 3 * sigma)
}

const causes = (y: number[]) => xmrGroupOf(y, null, true).points.map(({ cause }) => cause)

const signals: Record<string, (y: number[]) => boolean> = {
  anhoej: (y) => anhoejSignals(y, medianOf(y) ?? 0),
  ihi: (y) => {
    const { shift, trend, runsSignal } = ihiOf(y)
    return shift.length > 0 || trend.length > 0 || runsSignal === 'few' || runsSignal === 'many'
  },
  ihi_trend: (y) => ihiOf(y).trend.length > 0,
  three_sigma: beyondThreeSigma,
  three_sigma_anhoej: (y) => beyondThreeSigma(y) || anhoejSignals(y, individuals(y).cl),
  mdc_any_point: (y) => causes(y).some((cause) => cause !== 'Common Cause'),
  mdc_last_point: (y) => causes(y).at(-1) !== 'Common Cause',
  weco: (y) => any(westernElectric(y, individuals(y).cl, individuals(y).sigma)),
  nelson: (y) => any(nelson(y, individuals(y).cl, individuals(y).sigma)),
}

function drawn(length: number, step: number, from = length / 2): number[][] {
  return Array.from({ length: SERIES }, () =>
    Array.from({ length }, (_, at) => normal() + (at >= from ? step : 0)),
  )
}

const questions = [
  ...[12, 24, 36, 60].map((length) => ({ name: 'false_alarms', length, step: 0 })),
  ...[24, 36, 60].map((length) => ({ name: 'power_1sd', length, step: 1 })),
]
for (const { name, length, step } of questions) {
  const series = drawn(length, step)
  for (const [rules, signal] of Object.entries(signals)) {
    const share = series.filter(signal).length / SERIES
    const line = { name: `${name}_${rules}_${length}`, value: Number((share * 100).toFixed(1)), unit: '%' }
    process.stdout.write(`${JSON.stringify(line)}\n`)
  }
}

/** Points that the median is frozen on, of how many in all. */
const freezes = [
  [12, 24],
  [12, 36],
  [18, 36],
  [24, 36],
  [24, 48],
] as const
for (const [name, step] of [
  ['false_alarms', 0],
  ['power_1sd', 1],
] as const) {
  for (const [held, length] of freezes) {
    const frozen = (y: number[]) => anhoejSignals(y, medianOf(y.slice(0, held)) ?? 0)
    const share = drawn(length, step, held).filter(frozen).length / SERIES
    const value = Number((share * 100).toFixed(1))
    process.stdout.write(
      `${JSON.stringify({ name: `${name}_frozen_${held}_of_${length}`, value, unit: '%' })}\n`,
    )
  }
}
