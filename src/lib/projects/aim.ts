import { counted, figure, withUnit } from '#lib/charts/figure.ts'
import { type Day, plainDay } from '#lib/day.ts'

export interface Aim {
  change: string
  fromValue: number | null
  toValue: number
  unit: string
  byWhen: Day
  forWhom: string
}

/** How much, by when, for whom, as the one sentence that the whole project is read against. */
export function aimSentence({ change, fromValue, toValue, unit, byWhen, forWhom }: Aim): string {
  const to = withUnit(asTyped(toValue), unit)
  const move =
    fromValue === null
      ? `will reach ${to}`
      : `will ${toValue < fromValue ? 'fall' : 'rise'} from ${asTyped(fromValue)}${unit.startsWith('%') ? '%' : ''} to ${to}`
  return `${capital(bare(change))} ${move} by ${plainDay(byWhen)}, for ${bare(forWhom).replace(/^for /i, '')}.`
}

/** "12", "3.5": as many decimals as were typed. */
function asTyped(value: number): string {
  const decimals = String(value).split('.')[1]?.length ?? 0
  return figure(value, Math.min(decimals, 6))
}

const bare = (text: string) => text.trim().replace(/[.\s]+$/, '')
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** "18 weeks to go", "today", "3 days ago": how far off the aim's day is. */
export function timeLeft(days: number): string {
  if (days === 0) return 'The day is today'
  const away = Math.abs(days)
  const far = away >= 14 ? counted(Math.floor(away / 7), 'week') : counted(away, 'day')
  return days > 0 ? `${far} to go` : `The day passed ${far} ago`
}
