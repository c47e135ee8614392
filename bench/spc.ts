import { anhojOf } from '#lib/charts/anhoj.ts'
import { medianOf, sideOf } from '#lib/charts/centre.ts'
import { readRunChart } from '#lib/charts/run-chart.ts'
import { randomFrom } from './random.ts'

const SERIES = 6500
const POINTS = 60
const ROUNDS = 9
/** qicharts2 0.8.1's inner analysis of the same work on two cores like these (design/SPC.md §7). */
const BASELINE_MS = 2600

const random = randomFrom(20261122)
const noise = () => random() + random() + random() + random() - 2
const country = Array.from({ length: SERIES }, () =>
  Array.from({ length: POINTS }, () => (random() < 0.01 ? null : 50 + 4 * noise())),
)

function signalsIn(practices: readonly (number | null)[][]): number {
  let signals = 0
  for (const values of practices) {
    const median = medianOf(values.filter((value) => value !== null)) ?? 0
    if (anhojOf(values.map((value) => sideOf(value, median))).signal) signals++
  }
  return signals
}

function medianTime(work: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return medianOf(times) ?? 0
}

function print(line: object) {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const value = Math.round(medianTime(() => signalsIn(country)))
const ratio = Number((BASELINE_MS / Math.max(1, value)).toFixed(1))
print({
  name: 'spc_run_6500x60',
  value,
  unit: 'ms',
  baseline: BASELINE_MS,
  ratio,
  signals: signalsIn(country),
})

const series = country.slice(0, 100).map((values) => ({
  title: 'Opioid items',
  unit: 'items per 1,000 patients',
  decimals: 1,
  direction: 'lower' as const,
  every: 'month' as const,
  source: 'bench',
  points: values.map((value, at) => {
    const month = String((at % 12) + 1).padStart(2, '0')
    return { period: `${2020 + Math.floor(at / 12)}-${month}-01`, value }
  }),
}))
const reading = medianTime(() => {
  for (const one of series) readRunChart(one)
})
print({ name: 'spc_reading_60', value: Number((reading / series.length).toFixed(3)), unit: 'ms' })
