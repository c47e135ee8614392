import { addDays, type Day, mondayOf, plainDay } from '#lib/day.ts'
import { bankHolidayOn, isWeekend } from './bank-holidays.ts'

export interface Move<D> {
  session: D
  from: Day
  because: string
}

/**
 * Takes dates off the days on which nobody can be asked to come: one on a bank holiday goes to the next working
 * day that no other date has. Which were moved, and why, is said.
 */
export function offBankHolidays<D extends { heldOn: Day; startsAt: string }>(dates: readonly D[]) {
  const taken = new Set(dates.map(({ heldOn }) => heldOn))
  const moves: Move<D>[] = []
  const moved = dates.map((session) => {
    const because = bankHolidayOn(session.heldOn)
    if (!because) return session
    let heldOn = addDays(session.heldOn, 1)
    while (isWeekend(heldOn) || bankHolidayOn(heldOn) || taken.has(heldOn)) heldOn = addDays(heldOn, 1)
    taken.add(heldOn)
    const after = { ...session, heldOn }
    moves.push({ session: after, from: session.heldOn, because })
    return after
  })
  const inOrder = moved.toSorted((a, b) =>
    `${a.heldOn}${a.startsAt}`.localeCompare(`${b.heldOn}${b.startsAt}`),
  )
  return { dates: inOrder, moves }
}

/** What speaks against a date, each in a sentence. It may be kept all the same. */
export function doubtsAbout(heldOn: Day, today: Day, others: readonly Day[] = []): string[] {
  const holiday = bankHolidayOn(heldOn)
  return [
    heldOn < today ? 'This day is over.' : undefined,
    isWeekend(heldOn) ? 'This is a weekend.' : undefined,
    holiday ? `This is a bank holiday in England: ${holiday}.` : undefined,
    others.includes(heldOn) ? 'Another session is on the same day.' : undefined,
  ].filter((doubt) => doubt !== undefined)
}

/** The Sundays on which the clocks change in a year: forward in March, back in October (Summer Time Act 1972). */
const changesOf = (year: number) => [
  { on: lastSunday(`${year}-03-31`), which: 'forward' as const },
  { on: lastSunday(`${year}-10-31`), which: 'back' as const },
]
const lastSunday = (lastDay: Day) => addDays(mondayOf(addDays(lastDay, 1)), -1)

/** Said beside a timetable that crosses a clock change; undefined for one that does not. */
export function clockChangesInWords(from: Day, to: Day): string | undefined {
  const years = [Number(from.slice(0, 4)), Number(to.slice(0, 4))]
  const changes = [...new Set(years)].flatMap(changesOf).filter(({ on }) => on > from && on <= to)
  if (changes.length === 0) return undefined
  const named = changes.map(({ on, which }) => `${which} on ${plainDay(on)}`).join(' and ')
  return `The clocks go ${named}. Times are London clock times, so every session keeps its hour.`
}
