import type { Day } from '#lib/day.ts'
import type { Figure } from './row.ts'

export type GridRows = Readonly<Record<Day, { figure: Figure | null; cleared: boolean }>>
type Dated = Figure & { period: Day }

/** What saving these lines would change. An empty line takes away only a figure that it showed. */
export function changesTo(stored: readonly Dated[], rows: GridRows) {
  const before = new Map(stored.map((point) => [point.period, point]))
  const entered: Dated[] = []
  const corrected: Dated[] = []
  const cleared: Day[] = []
  for (const [period, { figure, cleared: isCleared }] of Object.entries(rows)) {
    const earlier = before.get(period)
    if (figure && !earlier) entered.push({ period, ...figure })
    if (figure && earlier && !isSame(figure, earlier)) corrected.push({ period, ...figure })
    if (!figure && earlier && isCleared) cleared.push(period)
  }
  return { entered, corrected, cleared }
}

const isSame = (one: Figure, other: Figure) =>
  one.numerator === other.numerator && one.denominator === other.denominator && one.note === other.note

/** "3 figures added, 1 corrected": what was saved, as a notice says it. */
export function savedInWords({
  entered,
  corrected,
  cleared,
}: Record<'entered' | 'corrected' | 'cleared', number>) {
  const parts = [
    entered > 0 && `${entered} figure${entered === 1 ? '' : 's'} added`,
    corrected > 0 && `${corrected} corrected`,
    cleared > 0 && `${cleared} taken away`,
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : 'Nothing was changed'
}
