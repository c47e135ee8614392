import { addDays, type Day, daysBetween, mondayOf } from '#lib/day.ts'

/**
 * The name of the bank holiday that a day is in England and Wales, or undefined. Source: Banking and Financial
 * Dealings Act 1971, schedule 1, with the days that custom and proclamation add each year, as gov.uk lists them.
 * A holiday for one year alone, such as a coronation, is known here only from `ONCE`.
 */
export function bankHolidayOn(day: Day): string | undefined {
  return holidaysOf(Number(day.slice(0, 4))).get(day)
}

const ONCE: Readonly<Record<Day, string>> = {
  '2022-06-02': 'Spring bank holiday',
  '2022-06-03': 'Platinum Jubilee bank holiday',
  '2022-09-19': 'State Funeral of Queen Elizabeth II',
  '2023-05-08': 'Coronation of King Charles III',
}
/** Years in which the spring bank holiday was moved. */
const SPRING_MOVED = [2022]

function holidaysOf(year: number): Map<Day, string> {
  const easter = easterSunday(year)
  const fixed: [Day, string][] = [
    ...workingDays([`${year}-01-01`], 'New Year’s Day'),
    [addDays(easter, -2), 'Good Friday'],
    [addDays(easter, 1), 'Easter Monday'],
    [firstMonday(`${year}-05`), 'Early May bank holiday'],
    [lastMonday(`${year}-05-31`), 'Spring bank holiday'],
    [lastMonday(`${year}-08-31`), 'Summer bank holiday'],
    ...workingDays([`${year}-12-25`, `${year}-12-26`], 'Christmas Day', 'Boxing Day'),
  ]
  const kept = fixed.filter(([, name]) => !(name === 'Spring bank holiday' && SPRING_MOVED.includes(year)))
  return new Map([...kept, ...Object.entries(ONCE).filter(([day]) => day.startsWith(`${year}-`))])
}

/** Days that fall on a weekend are taken on the next weekdays that are free, as substitute days. */
function workingDays(days: Day[], ...names: string[]): [Day, string][] {
  const weekdays = days.filter((day) => !isWeekend(day))
  return days.map((day, index) => {
    const name = names[index] ?? ''
    if (!isWeekend(day)) return [day, name]
    let instead = addDays(day, 1)
    while (isWeekend(instead) || weekdays.includes(instead)) instead = addDays(instead, 1)
    weekdays.push(instead)
    return [instead, `${name} (substitute day)`]
  })
}

export const isWeekend = (day: Day) => daysBetween(mondayOf(day), day) >= 5

function firstMonday(month: string): Day {
  const monday = mondayOf(`${month}-01`)
  return monday < `${month}-01` ? addDays(monday, 7) : monday
}
const lastMonday = (lastDay: Day) => mondayOf(lastDay)

/** The Gregorian computus as J. Meeus gives it, Astronomical Algorithms (1991), chapter 8. */
function easterSunday(year: number): Day {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  const two = (value: number) => String(value).padStart(2, '0')
  return `${year}-${two(Math.floor(n / 31))}-${two((n % 31) + 1)}`
}
