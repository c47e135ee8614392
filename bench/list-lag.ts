import { addMonths } from '#lib/day.ts'
import { listLags } from '#lib/prescribing/list-lag.ts'
import { randomFrom } from './random.ts'

/**
 * How often the rule for a list that lags (decision 0027) finds the months that it is for, and how often it leaves
 * out another. Invented practices: their items follow the days of the months, with a spread of 2.5 % from month to
 * month, and a list that jumps once. Prints JSON lines, shares in per cent.
 */
const PRACTICES = 4000
const SPREAD = 0.025
/** A February of 20 working days, a July or December of 23. */
const SEASON = [1.02, 0.91, 1.01, 0.98, 1, 0.98, 1.05, 0.96, 1, 1.03, 0.97, 1.06]
const months = Array.from({ length: 30 }, (_, at) => addMonths('2024-01', at))

const random = randomFrom(1)
/** Box–Muller */
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
const percent = (count: number) => Math.round((count / PRACTICES) * 1000) / 10

for (const times of [1.1, 1.15, 1.2, 1.4, 0.85, 0.7]) {
  for (const lag of [0, 1, 2]) {
    let [found, besides] = [0, 0]
    for (let practice = 0; practice < PRACTICES; practice++) {
      const jump = 15 + (practice % 12)
      const patients = months.map((month, at) => [month, at >= jump ? 10_000 * times : 10_000] as const)
      const items = months.map((month, at) => {
        const moved = at >= jump - lag ? times : 1
        return [month, 2000 * (SEASON[at % 12] ?? 1) * (1 + SPREAD * normal()) * moved] as const
      })
      const left = listLags({ patients: new Map(patients), items: new Map(items), tookOverOn: [] })
      const wanted = months.slice(jump - lag, jump)
      if (wanted.every((month) => left.has(month))) found++
      if (left.keys().some((month) => !wanted.includes(month))) besides++
    }
    const name = `list_times_${times}_lag_${lag}`
    console.log(JSON.stringify({ name, unit: '%', found: percent(found), besides: percent(besides) }))
  }
}
