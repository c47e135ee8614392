import type { applications, decisions, PromiseKind, places, promises } from '#db/schema/applications.ts'
import type { SessionKind } from '#db/schema/sessions.ts'
import type { Day } from '#lib/day.ts'
import { eligibilityOf, type Standing } from './eligibility.ts'
import { stateOf } from './state.ts'
import type { Applied } from './window.ts'

export type ApplicationRow = typeof applications.$inferSelect
export type PromiseRow = typeof promises.$inferSelect
export type DecisionRow = typeof decisions.$inferSelect & { decidedByName: string | null }
export type PlaceRow = typeof places.$inferSelect

export interface AppliedCohort extends Applied {
  id: string
  name: string
  programme: string
  endsOn: Day
  seats: number | null
}

export interface Dated {
  heldOn: Day
  startsAt: string
  endsAt: string
  title: string
  kind: SessionKind
}

/** Everyone comes to the masterclasses and the collaborative sessions; the celebration is an invitation. */
export const isCommitment = ({ kind }: Pick<Dated, 'kind'>) => kind !== 'celebration'

export function standingOf(
  { answer, expiresAt }: Pick<PromiseRow, 'answer' | 'expiresAt'>,
  now: Date,
): Standing {
  return answer ?? (expiresAt && expiresAt < now ? 'expired' : 'waiting')
}

interface Rows {
  cohort: AppliedCohort
  /** The sessions that everyone commits to. */
  sessions: readonly Dated[]
  /** All promises of this application, the earliest first. */
  promises: readonly PromiseRow[]
  /** All decisions, the earliest first. */
  decisions: readonly DecisionRow[]
  /** Places held or given back. */
  places: readonly PlaceRow[]
}

/** An application with all that follows from its rows at an instant. */
export function composed(
  row: ApplicationRow,
  { cohort, sessions, promises, decisions, places }: Rows,
  now: Date,
) {
  const counting = promises.filter(({ endedAt }) => endedAt === null)
  const promiseOf = (kind: PromiseKind) => counting.find((promise) => promise.kind === kind)
  const standings: Partial<Record<PromiseKind, Standing>> = Object.fromEntries(
    counting.map((promise) => [promise.kind, standingOf(promise, now)]),
  )
  const eligibility = eligibilityOf({
    profession: row.profession,
    dates: sessions.map(({ heldOn }) => heldOn),
    availability: row.availability,
    promises: standings,
  })
  const decision = decisions.at(-1)
  const place = places.find(({ givenBackAt }) => givenBackAt === null)
  const state = stateOf({
    ...row,
    eligibility,
    decision: decision?.decision,
    holdsPlace: place !== undefined,
  })
  return {
    ...row,
    cohort,
    sessions,
    promises,
    standings,
    promiseOf,
    decisions,
    decision,
    place,
    eligibility,
    state,
  }
}

export type Application = ReturnType<typeof composed>
