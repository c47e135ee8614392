import type { Origin, Point, Series } from '#lib/charts/series.ts'
import type { Month } from '#lib/day.ts'
import type { MeasureDefinition } from './definitions/measures.ts'
import type { MeasureValue, Reason } from './values.ts'

/** Said in place of a point. */
const REASONS: Record<Reason, string> = {
  no_rows: 'nothing was published for this practice',
  closed: 'the practice was closed',
  no_list_size: 'no list size is known for this month or the three before',
  list_below_minimum: 'fewer than 100 patients are registered, too few for a rate',
  zero_denominator: 'nothing of what the share is taken of was prescribed',
}

interface Traced {
  /** The files that each month comes from. */
  origins?: ReadonlyMap<Month, Origin[]>
  /** The page of a month's figure. */
  pageOf?: (month: Month) => string
}

/** The values of one measure as the chart engine draws them. */
export function seriesOf(
  measure: MeasureDefinition,
  values: readonly MeasureValue[],
  { origins, pageOf }: Traced = {},
): Series {
  const { title, unit, decimals, direction, source } = measure
  const people = measure.denominator === 'list size' ? 1000 : 1
  const points = values.map((value) => {
    const files = origins?.get(value.month)
    return {
      ...pointOf(value, people),
      ...(files && { origins: files }),
      ...(pageOf && { href: pageOf(value.month) }),
    }
  })
  return { title, unit, decimals, direction, every: 'month', points, source }
}

/** Rates are kept in thousands of patients; people read patients. */
function pointOf(
  { month, value, numerator, denominator, reason, flags, listLag }: MeasureValue,
  people: number,
): Point {
  const notes = (flags ?? []).map(noteOf)
  return {
    period: `${month}-01`,
    value,
    ...(numerator === null ? {} : { numerator }),
    ...(denominator === null ? {} : { denominator: Math.round(denominator * people * 1e6) / 1e6 }),
    ...(reason ? { reason: REASONS[reason] } : {}),
    ...(listLag ? { leftOut: listLag.why } : {}),
    ...(notes.length > 0 ? { note: notes.join('; ') } : {}),
  }
}

function noteOf(flag: string): string {
  if (flag === 'from_openprescribing') return 'as downloaded from OpenPrescribing'
  const [, months] = /^list_carried_forward_(\d)$/.exec(flag) ?? []
  if (!months) return 'some presentations are of unknown strength, so the true figure is higher'
  return `list size of ${months === '1' ? 'one month' : `${months} months`} before`
}
