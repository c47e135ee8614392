import { and, asc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { roleGrants } from '#db/schema/auth.ts'
import { cohortMembers, cohorts } from '#db/schema/cohorts.ts'
import { calendarFeeds, sessions } from '#db/schema/sessions.ts'
import type { Reader } from '#db/store.ts'
import { digestOf } from '#lib/auth/secrets.ts'
import type { CalendarSession } from './calendar.ts'

/** The private address a person has, without its secret, which nobody knows but them. */
export async function findFeed(reader: Reader, personId: string) {
  const [feed] = await reader
    .select({ madeAt: calendarFeeds.madeAt })
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.personId, personId), isNull(calendarFeeds.endedAt)))
  return feed
}

/** Whose private address a secret opens. */
export async function findFeedOwner(reader: Reader, secret: string | undefined) {
  if (!secret) return undefined
  const [feed] = await reader
    .select({ personId: calendarFeeds.personId })
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.secretHash, digestOf(secret)), isNull(calendarFeeds.endedAt)))
  return feed?.personId
}

/** The cohorts in which a person is a member or a facilitator, as they are now. */
export async function listCohortsOf(reader: Reader, personId: string): Promise<string[]> {
  const [joined, running] = await Promise.all([
    reader
      .select({ id: cohortMembers.cohortId })
      .from(cohortMembers)
      .where(eq(cohortMembers.personId, personId)),
    reader
      .select({ id: roleGrants.cohortId })
      .from(roleGrants)
      .where(
        and(
          eq(roleGrants.personId, personId),
          eq(roleGrants.role, 'facilitator'),
          isNull(roleGrants.endedAt),
        ),
      ),
  ])
  return [...new Set([...joined, ...running].flatMap(({ id }) => (id ? [id] : [])))]
}

export interface Shown {
  /** For those who are enrolled. */
  withJoin: boolean
  /** The page about a session, as a whole address. */
  addressOf(session: { id: string; topic: string; programme: string }): string
}

/**
 * Sessions for a calendar. One that was cancelled after people knew of it stays in, so that their calendars take
 * it out.
 */
export async function listForCalendar(
  reader: Reader,
  cohortIds: readonly string[],
  { withJoin, addressOf }: Shown,
): Promise<CalendarSession[]> {
  const rows = await reader
    .select({ session: sessions, cohort: cohorts })
    .from(sessions)
    .innerJoin(cohorts, eq(cohorts.id, sessions.cohortId))
    .where(
      and(
        inArray(sessions.cohortId, [...cohortIds]),
        isNotNull(cohorts.publishedAt),
        or(isNull(sessions.cancelledAt), isNotNull(sessions.changedAt)),
      ),
    )
    .orderBy(asc(sessions.heldOn), asc(sessions.startsAt))
  return rows.map(({ session, cohort }) => ({
    id: session.id,
    title: session.title,
    heldOn: session.heldOn,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    place: session.place,
    joinUrl: withJoin ? session.joinUrl : null,
    url: addressOf({ ...session, programme: cohort.programme }),
    programme: cohort.name,
    sequence: session.sequence,
    since: session.changedAt ?? cohort.publishedAt ?? cohort.startedAt,
    ...(session.cancelledAt ? { cancelledBecause: session.cancelledBecause ?? '' } : {}),
  }))
}
