import { medianOf } from '#lib/charts/centre.ts'
import { figure } from '#lib/charts/figure.ts'
import { addMonths, type Day, longMonth, type Month, monthOf, plainDay } from '#lib/day.ts'
import { JUMP, type ListJump, listJumps } from './list-size.ts'

/** A month whose prescriptions had moved with patients while the list that its rate rests on had not. */
export interface ListLag {
  /** Why its rate is left out of every calculation. The month is said before it. */
  why: string
  /** Patients that the list lacked; negative where it still held those who had gone. */
  lacking: number
}

interface Known {
  /** Patients that the rate of each month rests on, with lists that are known further on. */
  patients: ReadonlyMap<Month, number>
  /** All items, of whatever medicine. The measure itself is not asked: whether it changed is what its chart is for. */
  items: ReadonlyMap<Month, number>
  /** Days on which patients of another practice came, as recorded. */
  tookOverOn: readonly Day[]
}

/** A list follows a month or two after the prescriptions; what comes later is something else. */
const LAG_AT_MOST = 3
const USUAL_MONTHS = 12
const FEWEST_USUAL = 6

/**
 * The months before a jump of the list in which all the items of the practice had moved already, and those after a
 * recorded merger whose list is still to follow (decision 0027). No month is left out for its own rate.
 */
export function listLags(known: Known): Map<Month, ListLag> {
  const jumps = listJumps(known.patients)
  const lags = new Map<Month, ListLag>()
  for (const jump of jumps) for (const [month, lag] of lagsBefore(jump, known, lags)) lags.set(month, lag)
  for (const day of known.tookOverOn)
    for (const [month, lag] of lagsAwaiting(day, jumps, known, lags)) lags.set(month, lag)
  return lags
}

type Found = (readonly [Month, ListLag])[]

/** Back from the jump, month by month, until all items say that nobody had moved yet. */
function lagsBefore(jump: ListJump, known: Known, lags: ReadonlyMap<Month, ListLag>): Found {
  const { month: jumped, from, to } = jump
  const rose = to > from
  const usual = perPatientIn(monthsBefore(addMonths(jumped, -LAG_AT_MOST)), known, lags)
  const after = perPatientIn(monthsAfter(jumped), known, lags)
  const came = rose ? earliestWithin(known.tookOverOn, jumped) : undefined
  const found: Found = []
  for (const month of monthsBefore(jumped, LAG_AT_MOST)) {
    const own = known.patients.get(month)
    if (own === undefined || lags.has(month)) continue
    const level = medianOf(after) ?? medianOf(usual) ?? 0
    const [perPatient] = perPatientIn([month], known, lags)
    const said = saidBy(perPatient, { usual, moved: (level * to) / own, rose })
    const recorded = came !== undefined && month >= monthOf(came)
    if (said !== 'moved' && !(recorded && said !== 'stayed')) break
    const why = whyLagging(jump, recorded ? came : undefined, said === 'moved')
    found.push([month, { why, lacking: to - own }])
  }
  return found
}

/** Until the list jumps, or so many months have passed that it will not: all items say that the patients are here. */
function lagsAwaiting(
  day: Day,
  jumps: readonly ListJump[],
  known: Known,
  lags: ReadonlyMap<Month, ListLag>,
): Found {
  const came = monthOf(day)
  const [since, until] = [addMonths(came, -LAG_AT_MOST), addMonths(came, LAG_AT_MOST)]
  const hasFollowed = jumps.some(({ month, from, to }) => to > from && month >= since && month <= until)
  if (hasFollowed || [...known.patients.keys()].some((month) => month >= until)) return []
  const usual = perPatientIn(monthsBefore(came), known, lags)
  const level = medianOf(usual) ?? 0
  if (usual.length < FEWEST_USUAL) return []
  return monthsAfter(came).flatMap((month) => {
    const [perPatient = 0] = perPatientIn([month], known, lags)
    if (perPatient < level * (1 + JUMP) || usual.some((each) => each >= perPatient)) return []
    const lacking = Math.round((known.patients.get(month) ?? 0) * (perPatient / level - 1))
    return [[month, { why: whyAwaiting(day), lacking }] as const]
  })
}

/**
 * What the items of a month say: that they had moved already, further than in any usual month and as far as the list
 * did later; that they may have; that they had not; or nothing, where there are too few months to compare with.
 */
function saidBy(
  perPatient: number | undefined,
  { usual, moved, rose }: { usual: readonly number[]; moved: number; rose: boolean },
): 'moved' | 'perhaps' | 'stayed' | 'unknown' {
  const level = medianOf(usual)
  if (!perPatient || !level || !moved || usual.length < FEWEST_USUAL) return 'unknown'
  const up = rose ? 1 : -1
  const step = Math.log(moved / level) * up
  const reached = Math.log(perPatient / level) * up
  if (step <= 0 || reached < step / 2) return 'stayed'
  const isBeyond = usual.every((each) => (perPatient - each) * up > 0)
  return isBeyond && reached <= step * 2 ? 'moved' : 'perhaps'
}

/** Items for each patient of the list that counts, in the months where both are known and the list does not lag. */
const perPatientIn = (
  months: readonly Month[],
  { patients, items }: Known,
  lags: ReadonlyMap<Month, ListLag>,
) =>
  months.flatMap((month) => {
    const [of, on] = [items.get(month) ?? 0, patients.get(month) ?? 0]
    return of > 0 && on > 0 && !lags.has(month) ? [of / on] : []
  })

const monthsBefore = (month: Month, count = USUAL_MONTHS): Month[] =>
  Array.from({ length: count }, (_, step) => addMonths(month, -1 - step))

const monthsAfter = (month: Month): Month[] =>
  Array.from({ length: LAG_AT_MOST }, (_, step) => addMonths(month, step))

/** The first recorded day on which patients came, shortly before the list jumped. */
const earliestWithin = (days: readonly Day[], jumped: Month): Day | undefined =>
  days
    .filter((day) => monthOf(day) >= addMonths(jumped, -LAG_AT_MOST) && monthOf(day) < jumped)
    .sort()
    .at(0)

function whyLagging({ month, from, to }: ListJump, came: Day | undefined, isSure: boolean): string {
  const went = `went from ${figure(from, 0)} to ${figure(to, 0)} patients in ${longMonth(month)}`
  const moved = came
    ? `patients of another practice came on ${plainDay(came)}, before the registered list took them up`
    : `all the practice’s items ${to > from ? 'rose' : 'fell'} before the registered list did`
  return `${moved}, which ${went}, so the rate ${isSure ? 'is' : 'may be'} too ${to > from ? 'high' : 'low'}`
}

/** A rate of several practices is as far off as their lists together are. */
const TOO_FAR_OFF = 0.05

/** Why the rate of several practices is left out, where their lists that lag are off by a twentieth of all patients. */
export function lagOfSeveral(lags: readonly ListLag[], patients: number): string | undefined {
  const lacking = lags.reduce((sum, lag) => sum + lag.lacking, 0)
  if (Math.abs(lacking) < patients * TOO_FAR_OFF) return undefined
  const lists = lags.length === 1 ? 'the list of one practice' : `the lists of ${lags.length} practices`
  const holds = lacking > 0 ? 'did not yet hold' : 'still held'
  return `${lists} ${holds} about ${figure(Math.abs(lacking), 0)} patients, so the rate is too ${lacking > 0 ? 'high' : 'low'}`
}

const whyAwaiting = (day: Day) =>
  `patients of another practice came on ${plainDay(day)}, and the registered list has not taken them up yet, so the rate is too high`
