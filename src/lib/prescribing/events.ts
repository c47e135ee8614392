import { capitalised } from '#lib/charts/describe.ts'
import { figure } from '#lib/charts/figure.ts'
import type { Annotation } from '#lib/charts/series.ts'
import type { Month } from '#lib/day.ts'
import { longMonth } from '#lib/day.ts'
import type { MeasureDefinition } from './definitions/measures.ts'
import type { SumName } from './definitions/sums.ts'
import { keyingOutliers } from './keying-outliers.ts'
import { listJumps } from './list-size.ts'
import type { SeenSuccession } from './successions.ts'
import type { MeasureValue, PracticeFigures } from './values.ts'

/** What only other tables know. */
export interface Known {
  successions?: readonly SeenSuccession[]
  /** By month with a keying outlier, the presentation that rose most. */
  risen?: ReadonlyMap<Month, string>
}

type Event = Omit<Annotation, 'letter' | 'kind'>

/** What happened to the practice, its list or the definition, so that nobody takes it for a change in prescribing. */
export function eventsOf(
  measure: MeasureDefinition,
  practice: Pick<PracticeFigures, 'sums' | 'listSizes'>,
  values: readonly MeasureValue[],
  { successions = [], risen = new Map() }: Known = {},
): Annotation[] {
  const [first] = values.filter(({ value }) => value !== null)
  if (!first) return []
  const isRate = measure.denominator === 'list size'
  const events: Event[] = [
    ...successions.map(({ fromDay, words, other }) => ({
      from: fromDay,
      label: `${capitalised(words)} ${other.name} (${other.code}). The list may follow later`,
    })),
    ...definitionChanges(measure),
    ...(isRate ? jumps(practice.listSizes) : []),
    ...carriedForward(values),
    ...keyingOutliers(measure.numerator, practice).map(({ month, times }) => ({
      from: `${month}-01`,
      label: `The quantity for an item is ${figure(times, 1)} times the usual, while items are not: one row may be mistyped, such as 1,000 patches for 10${risen.has(month) ? `. Most of it is ${risen.get(month)}` : ''}`,
    })),
  ]
  const seen = events.filter(({ from }) => from >= `${first.month}-01`)
  return lettered(seen)
}

/** Letters in order of dates: A to Z, then AA, AB. */
function lettered(events: readonly Event[]): Annotation[] {
  return [...events]
    .sort((a, b) => a.from.localeCompare(b.from))
    .map((event, at) => ({ ...event, kind: 'event' as const, letter: letterOf(at) }))
}

const LETTERS = 26
const letterOf = (at: number): string =>
  (at >= LETTERS ? letterOf(Math.floor(at / LETTERS) - 1) : '') + String.fromCharCode(65 + (at % LETTERS))

const THRESHOLD_MOVED = '2025-11-01'
const thresholdWords: Partial<Record<SumName, string>> = {
  high_dose_90_items:
    'OpenPrescribing moved its threshold of a high dose from 120 to 90 mg a day. Every month here is counted at 90 mg, so this is no step of the line',
  high_dose_120_items:
    'OpenPrescribing moved its threshold of a high dose from 120 to 90 mg a day. Every month here is still counted at 120 mg',
}

function definitionChanges({ numerator }: MeasureDefinition): Event[] {
  const label = thresholdWords[numerator]
  return label ? [{ from: THRESHOLD_MOVED, label }] : []
}

const jumps = (lists: ReadonlyMap<Month, number>): Event[] =>
  listJumps(lists).map(({ month, from, to }) => ({
    from: `${month}-01`,
    label: `The registered list went from ${figure(from, 0)} to ${figure(to, 0)} patients (${to > from ? '+' : '−'}${figure(Math.abs(to / from - 1) * 100, 0)}%)`,
  }))

/** One event for each stretch of months whose rates rest on an older list. */
function carriedForward(values: readonly MeasureValue[]): Event[] {
  const isOld = ({ flags }: MeasureValue) => flags?.some((flag) => flag.startsWith('list_carried_forward_'))
  return values.flatMap((value, at) => {
    const before = values[at - 1]
    if (!isOld(value) || (before && isOld(before))) return []
    const next = values.findIndex((each, place) => place > at && !isOld(each))
    const last = values[(next === -1 ? values.length : next) - 1]
    const until = last && last.month !== value.month ? ` to ${longMonth(last.month)}` : ''
    return [
      {
        from: `${value.month}-01`,
        label: `No list size for ${longMonth(value.month)}${until}: the last one known is used, so a change of the list shows late`,
      },
    ]
  })
}
