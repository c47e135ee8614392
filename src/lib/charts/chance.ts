import { counted } from './figure.ts'

/**
 * In how many of 100 charts the Anhøj rules signal although nothing has changed, by useful points. Measured with
 * `node bench/false-alarms.ts`; the help page "Why the Anhøj rules" has the table.
 */
const FALSE_ALARMS: readonly (readonly [points: number, percent: number])[] = [
  [12, 1.3],
  [24, 2.9],
  [36, 4.2],
  [60, 4.7],
]
const FEWEST_JUDGED = 10

/** The chance of a signal in a chart where nothing has changed, from 0 to 1; between the lengths measured, a straight line. */
export function falseAlarmChance(usefulPoints: number): number {
  if (usefulPoints < FEWEST_JUDGED) return 0
  const after = FALSE_ALARMS.findIndex(([points]) => points >= usefulPoints)
  const [points, percent] = FALSE_ALARMS.at(after) ?? [0, 0]
  if (after <= 0) return percent / 100
  const [before, less] = FALSE_ALARMS[after - 1] ?? [0, 0]
  return (less + ((percent - less) * (usefulPoints - before)) / (points - before)) / 100
}

/** How many of these charts signal by chance alone, on average. */
export const expectedByChance = (charts: readonly { useful: number }[]): number =>
  charts.reduce((sum, { useful }) => sum + falseAlarmChance(useful), 0)

/** How many charts of a page signal, beside how many would if nothing had changed anywhere. */
export function chanceInWords(charts: readonly { useful: number; signal: boolean }[]): string {
  const judged = charts.filter(({ useful }) => useful >= FEWEST_JUDGED)
  if (judged.length === 0) return 'None of these charts has the 10 useful points that the rules need.'
  const signals = judged.filter(({ signal }) => signal).length
  const expected = expectedByChance(judged)
  const shown = expected < 0.1 ? 'fewer than 0.1' : expected.toFixed(expected < 10 ? 1 : 0)
  const have = signals === 1 ? 'shows' : 'show'
  return `Of ${counted(judged.length, 'chart')} that can be judged, ${signals || 'none'} ${have} a sign of change. If nothing had changed anywhere, chance alone would give ${shown} on average.`
}
