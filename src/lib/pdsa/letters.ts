import type { Annotation } from '#lib/charts/series.ts'
import type { Day } from '#lib/day.ts'

/** A, B … Z, AA, AB …: how the cycles of a project are marked on its charts, by their number. */
export function letterOf(number: number): string {
  const rest = Math.floor((number - 1) / 26)
  const letter = String.fromCharCode(65 + ((number - 1) % 26))
  return rest === 0 ? letter : letterOf(rest) + letter
}

interface DrawnCycle {
  id: string
  number: number
  title: string
  startsOn: Day
  endsOn: Day
}

/** A project's cycles as the charts draw them. A page that links to them adds an address by `cycleId`. */
export const annotationsOf = (cycles: readonly DrawnCycle[]): (Annotation & { cycleId: string })[] =>
  cycles.map(({ id, number, title, startsOn, endsOn }) => ({
    letter: letterOf(number),
    label: `Cycle ${number}: ${title}`,
    from: startsOn,
    to: endsOn,
    kind: 'cycle',
    cycleId: id,
  }))
