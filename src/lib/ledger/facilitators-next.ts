import { stateOf } from '#lib/cohorts/state.ts'
import { type Day, daysBetween } from '#lib/day.ts'
import { isOver, type Moment } from './next-thing.ts'

interface RunSession {
  heldOn: Day
  endsAt: string
  place: string
  joinUrl: string | null
  /** Members who were enrolled by the day and whom nobody has marked. */
  unmarked: number
}

/** What is known of a cohort for those who run it. `sessions` are those that are held, in their order. */
export interface RunFacts<S extends RunSession> {
  cohort: { startsOn: Day; endsOn: Day; publishedAt: Date | null; cancelledAt: Date | null }
  sessions: readonly S[]
  members: number
  /** Applications that wait for a decision. */
  toDecide: number
  /** Case studies that are with a reviewer, and members who have none that was accepted. */
  waiting: number
  withoutCertificate: number
}

export type RunThing<S> =
  | { kind: 'publish' }
  | { kind: 'decide' }
  | { kind: 'nobody enrolled' }
  | { kind: 'link to join'; session: S; inDays: number }
  | { kind: 'register'; session: S; others: number }
  | { kind: 'session'; session: S; inDays: number }
  | { kind: 'dates missing' }
  | { kind: 'case studies' }
  | { kind: 'finished' }
  | { kind: 'cancelled' }

/** People need the link to an online session while they can still be told of it. */
const LINK_DAYS = 14

/** The one thing that a cohort asks of those who run it now. */
export function facilitatorsNext<S extends RunSession>(facts: RunFacts<S>, moment: Moment): RunThing<S> {
  const state = stateOf(facts.cohort, moment.today)
  if (state === 'cancelled') return { kind: 'cancelled' }
  if (state === 'draft') return { kind: 'publish' }
  const { sessions } = facts
  if (sessions.length === 0) return { kind: 'dates missing' }
  const [session] = sessions.filter((one) => !isOver(one, moment))
  const inDays = session ? daysBetween(moment.today, session.heldOn) : 0
  const noLink = session && session.place === 'online' && !session.joinUrl && inDays <= LINK_DAYS
  if (noLink) return { kind: 'link to join', session, inDays }
  if (session && inDays === 0) return { kind: 'session', session, inDays }
  const [latest, ...others] = sessions.filter((one) => isOver(one, moment) && one.unmarked > 0).reverse()
  if (latest) return { kind: 'register', session: latest, others: others.length }
  if (!session)
    return { kind: facts.waiting > 0 || facts.withoutCertificate > 0 ? 'case studies' : 'finished' }
  if (facts.toDecide > 0) return { kind: 'decide' }
  return facts.members === 0 ? { kind: 'nobody enrolled' } : { kind: 'session', session, inDays }
}

const RANK: Record<RunThing<unknown>['kind'], number> = {
  'link to join': 0,
  register: 0,
  session: 0,
  decide: 1,
  'nobody enrolled': 1,
  'dates missing': 1,
  publish: 2,
  'case studies': 3,
  finished: 4,
  cancelled: 5,
}

/** Cohorts that are on or next come first, those that are over last; among equals the one that began earlier. */
export const inOrderOfWork = <T extends { thing: RunThing<unknown>; cohort: { startsOn: Day } }>(
  runs: readonly T[],
): T[] =>
  runs.toSorted(
    (a, b) => RANK[a.thing.kind] - RANK[b.thing.kind] || a.cohort.startsOn.localeCompare(b.cohort.startsOn),
  )
