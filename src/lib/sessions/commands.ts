import { and, eq, gte, isNull, max, min, sql } from 'drizzle-orm'
import { cohorts } from '#db/schema/cohorts.ts'
import { sessionChanges, sessions } from '#db/schema/sessions.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { tellEveryone } from '#lib/cohorts/tell-everyone.ts'
import { addDays, type Day, dayOf } from '#lib/day.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusal.ts'
import { cancelledLetter, changedLetter } from './letters.ts'
import type { DatedSession } from './timetable.ts'

export async function scheduleSession(
  tx: Tx,
  by: By,
  cohortId: string,
  session: DatedSession,
): Promise<string> {
  const id = newId()
  await tx.insert(sessions).values({ id, cohortId, ...session })
  await audit(tx, by, 'session.scheduled', id, { cohortId, topic: session.topic, heldOn: session.heldOn })
  return id
}

export interface SessionDetails {
  heldOn: Day
  startsAt: string
  endsAt: string
  place: string
  joinUrl: string | null
}
const DETAILS = ['heldOn', 'startsAt', 'endsAt', 'place', 'joinUrl'] as const

/**
 * Changes when, where or how a session is held. Once its cohort is published people have the date in their
 * diaries, so that needs a reason, everyone is told, and what it was is kept. Answers whether anything changed.
 */
export async function changeSession(
  tx: Tx,
  by: By,
  sessionId: string,
  { reason, ...details }: SessionDetails & { reason: string },
): Promise<boolean> {
  const { session, cohort } = await getStanding(tx, by, sessionId)
  const changed = DETAILS.filter((name) => session[name] !== details[name])
  if (changed.length === 0) return false
  if (!cohort.publishedAt) {
    await tx.update(sessions).set(details).where(eq(sessions.id, sessionId))
  } else {
    if (reason === '') throw new Refusal('reason', 'Say why. Everyone in the cohort will read it')
    if (details.heldOn < dayOf(by.at)) throw new Refusal('heldOn', 'The new day must be today or later')
    const changeId = newId()
    const before = Object.fromEntries(changed.map((name) => [name, session[name]]))
    await tx
      .insert(sessionChanges)
      .values({ id: changeId, sessionId, before, reason, changedBy: by.personId, changedAt: by.at })
    await tx
      .update(sessions)
      .set({ ...details, sequence: session.sequence + 1, changedAt: by.at })
      .where(eq(sessions.id, sessionId))
    const letter = changedLetter(session, { ...session, ...details }, reason)
    await tellEveryone(tx, by, cohort, `session-change:${changeId}`, letter)
  }
  await fitCohort(tx, cohort.id)
  await audit(tx, by, 'session.changed', sessionId, { changed, published: cohort.publishedAt !== null })
  return true
}

/** Takes a session out of the timetable. Everyone is told; its page stays and says why. */
export async function cancelSession(tx: Tx, by: By, sessionId: string, { reason }: { reason: string }) {
  const { session, cohort } = await getStanding(tx, by, sessionId)
  await tx
    .update(sessions)
    .set({
      cancelledAt: by.at,
      cancelledBecause: reason,
      sequence: session.sequence + 1,
      changedAt: by.at,
    })
    .where(eq(sessions.id, sessionId))
  if (cohort.publishedAt)
    await tellEveryone(tx, by, cohort, `session-cancelled:${sessionId}`, cancelledLetter(session, reason))
  await fitCohort(tx, cohort.id)
  await audit(tx, by, 'session.cancelled', sessionId, { cohortId: cohort.id, heldOn: session.heldOn })
}

/**
 * Moves all that is still to come of a cohort by whole days, for a cohort that starts or goes on later. Nobody is
 * written to here: the command that moves a cohort tells everyone once.
 */
export async function shiftSessions(
  tx: Tx,
  by: By,
  cohort: { id: string; publishedAt: Date | null },
  { days, reason }: { days: number; reason: string },
): Promise<number> {
  const toCome = await tx
    .select()
    .from(sessions)
    .where(
      and(eq(sessions.cohortId, cohort.id), isNull(sessions.cancelledAt), gte(sessions.heldOn, dayOf(by.at))),
    )
  if (toCome.some(({ heldOn }) => addDays(heldOn, days) < dayOf(by.at)))
    throw new Refusal('weeks', 'That would put a session before today. Enter fewer weeks')
  for (const session of toCome) {
    const heldOn = addDays(session.heldOn, days)
    if (!cohort.publishedAt) {
      await tx.update(sessions).set({ heldOn }).where(eq(sessions.id, session.id))
      continue
    }
    await tx.insert(sessionChanges).values({
      id: newId(),
      sessionId: session.id,
      before: { heldOn: session.heldOn },
      reason,
      changedBy: by.personId,
      changedAt: by.at,
    })
    await tx
      .update(sessions)
      .set({ heldOn, sequence: session.sequence + 1, changedAt: by.at })
      .where(eq(sessions.id, session.id))
  }
  await fitCohort(tx, cohort.id)
  await audit(tx, by, 'session.shifted', cohort.id, { sessions: toCome.length, days })
  return toCome.length
}

/** Cancels what is still to come of a cohort that is cancelled itself, which is told by a letter of its own. */
export async function cancelWithCohort(tx: Tx, by: By, cohortId: string, reason: string) {
  const cancelled = await tx
    .update(sessions)
    .set({
      cancelledAt: by.at,
      cancelledBecause: reason,
      sequence: sql`${sessions.sequence} + 1`,
      changedAt: by.at,
    })
    .where(
      and(eq(sessions.cohortId, cohortId), isNull(sessions.cancelledAt), gte(sessions.heldOn, dayOf(by.at))),
    )
    .returning({ id: sessions.id })
  await audit(tx, by, 'session.cancelled_with_cohort', cohortId, { sessions: cancelled.length })
}

/** A session that can still be changed, with its cohort. */
async function getStanding(tx: Tx, by: By, sessionId: string) {
  const [found] = await tx
    .select({ session: sessions, cohort: cohorts })
    .from(sessions)
    .innerJoin(cohorts, eq(cohorts.id, sessions.cohortId))
    .where(eq(sessions.id, sessionId))
  if (!found) throw new Error('No such session')
  if (found.session.cancelledAt) throw new Refusal('form', 'The session is cancelled already')
  if (found.cohort.cancelledAt) throw new Refusal('form', 'The cohort is cancelled')
  if (found.cohort.publishedAt && found.session.heldOn < dayOf(by.at))
    throw new Refusal('form', 'The session has been held, so it stays as it was')
  return found
}

/** A cohort lasts from the first to the last of its sessions. */
async function fitCohort(tx: Tx, cohortId: string) {
  const [span] = await tx
    .select({ startsOn: min(sessions.heldOn), endsOn: max(sessions.heldOn) })
    .from(sessions)
    .where(and(eq(sessions.cohortId, cohortId), isNull(sessions.cancelledAt)))
  if (span?.startsOn && span.endsOn)
    await tx
      .update(cohorts)
      .set({ startsOn: span.startsOn, endsOn: span.endsOn })
      .where(eq(cohorts.id, cohortId))
}
