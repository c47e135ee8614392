/**
 * A calendar day as text, `YYYY-MM-DD`. Never a `Date`: a day has no time zone, and a `Date` made from one
 * falls on the day before in half the world.
 */
export type Day = string & { readonly __day?: never }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MS_PER_DAY = 86_400_000
const ZONE = 'Europe/London'

export function isDay(text: string): text is Day {
  const instant = new Date(`${text}T00:00:00Z`)
  return DAY.test(text) && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text)
}

/** The day it is in London at an instant. */
export function dayOf(instant: Date): Day {
  return new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(instant)
}

export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY)
}

/** `YYYY-MM` of a day. */
export type Month = string
export const monthOf = (day: Day): Month => day.slice(0, 7)

export function addMonths(month: Month, months: number): Month {
  const [year = 0, index = 1] = month.split('-').map(Number)
  const total = year * 12 + (index - 1) + months
  return `${Math.floor(total / 12)}-${String((total % 12) + 1).padStart(2, '0')}`
}

/** The Monday on or before a day. */
export function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

const words = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })
  return (day: Day) => format.format(new Date(`${day}T00:00:00Z`)).replace(',', '')
}

/** "Friday 7 October 2022" */
export const longDay = words({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
/** "7 October 2022" */
export const plainDay = words({ day: 'numeric', month: 'long', year: 'numeric' })
/** "7 Oct 2022" */
export const shortDay = words({ day: 'numeric', month: 'short', year: 'numeric' })
const monthAndYear = words({ month: 'long', year: 'numeric' })
const shortMonthAndYear = words({ month: 'short', year: 'numeric' })
/** "October 2022" of `2022-10` */
export const longMonth = (month: Month) => monthAndYear(`${month}-01`)
/** "Oct 2022" of `2022-10` */
export const shortMonth = (month: Month) => shortMonthAndYear(`${month}-01`)

/** A date as sources are dated: "11 November 2025", "March 2025"; a year or words such as "Undated" as they are. */
export function dateOfSource(written: string): string {
  if (/^\d{4}-\d{2}$/.test(written)) return longMonth(written)
  return written.replace(/\d{4}-\d{2}-\d{2}/g, (day) => (isDay(day) ? plainDay(day) : day))
}

/** "9:30am", "12 noon", "2pm" of `HH:MM`, as the NHS writes times. */
export function clockTime(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  if (minutes === 0 && hours === 12) return '12 noon'
  if (minutes === 0 && hours === 0) return 'midnight'
  const hour = hours % 12 === 0 ? 12 : hours % 12
  return `${hour}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}${hours < 12 ? 'am' : 'pm'}`
}

const londonTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
/** `HH:MM` in London at an instant. */
export const timeOf = (instant: Date): string => londonTime.format(instant)

/** "7 October 2022 at 9:30am" in London */
export function momentInWords(instant: Date): string {
  return `${plainDay(dayOf(instant))} at ${clockTime(timeOf(instant))}`
}

/** The instant at which a day begins in London. */
export function startOf(day: Day): Date {
  const guess = new Date(`${day}T00:00:00Z`)
  const shown = `${dayOf(guess)}T${timeOf(guess)}:00Z`
  return new Date(guess.getTime() - (Date.parse(shown) - guess.getTime()))
}
