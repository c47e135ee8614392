import type { Day } from '#lib/day.ts'
import type { Figure } from './row.ts'

/** One line as a person sent it. `shown` is what their page had there (see `asShown`); without it nothing is compared. */
export interface GridRow {
  figure: Figure | null
  cleared: boolean
  shown?: string
}
export type GridRows = Readonly<Record<Day, GridRow>>
type Dated = Figure & { period: Day }

/** A figure as a page carries it, so that the next save can tell whether somebody changed it meanwhile. */
export const asShown = (figure: Figure | undefined): string =>
  figure ? [figure.numerator, figure.denominator ?? '', figure.note ?? ''].join('|') : ''

/** The note of a figure as a page carried it. */
export const noteShown = (shown: string): string | null => shown.split('|').slice(2).join('|') || null

/**
 * What saving these lines would change. An empty line takes away only a figure that it showed. A line that its
 * sender left as it was shown never undoes what a colleague saved since; one that says something else conflicts.
 */
export function changesTo<D extends Dated>(stored: readonly D[], rows: GridRows) {
  const before = new Map(stored.map((point) => [point.period, point]))
  const entered: Dated[] = []
  const corrected: Dated[] = []
  const cleared: Day[] = []
  const conflicts: { period: Day; earlier: D | undefined }[] = []
  for (const [period, row] of Object.entries(rows)) {
    const { figure, cleared: isCleared } = row
    const earlier = before.get(period)
    const doing = doingOf(row, earlier)
    if (doing === 'conflicts') conflicts.push({ period, earlier })
    if (doing !== 'changes') continue
    if (figure && !earlier) entered.push({ period, ...figure })
    if (figure && earlier) corrected.push({ period, ...figure })
    if (!figure && earlier && isCleared) cleared.push(period)
  }
  const takesBack = ({ period, ...figure }: Dated) => !isSameCount(figure, before.get(period))
  const needsReason = cleared.length > 0 || corrected.some(takesBack)
  return { entered, corrected, cleared, conflicts, needsReason }
}

function doingOf({ figure, cleared, shown }: GridRow, earlier: Figure | undefined) {
  const now = asShown(earlier)
  const said = figure ? asShown(figure) : cleared || shown === undefined ? '' : shown
  if (said === now) return 'nothing'
  if (shown === undefined || shown === now) return 'changes'
  return said === shown ? 'nothing' : 'conflicts'
}

const isSameCount = (one: Figure, other: Figure | undefined) =>
  one.numerator === other?.numerator && one.denominator === other.denominator

/** "3 of 12", "7": a figure in a sentence. */
export const inWords = ({ numerator, denominator }: Pick<Figure, 'numerator' | 'denominator'>) =>
  denominator === null ? String(numerator) : `${numerator} of ${denominator}`

/** What the second of two people is told; `name` is the period in words. */
export function conflictInWords(earlier: (Figure & { enteredBy: string }) | undefined, name: string): string {
  return earlier
    ? `${earlier.enteredBy} has saved ${inWords(earlier)} for ${name} since you opened this page. Put in what is right and save again`
    : `A colleague has taken away the figure for ${name} since you opened this page. Put in what is right and save again`
}

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
  return parts.length > 0 ? parts.join(', ') : 'The figures stand as they are here. Nothing had to be changed'
}
