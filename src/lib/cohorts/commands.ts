import { and, eq, ne } from 'drizzle-orm'
import { cohortMembers, cohorts } from '#db/schema/cohorts.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { type Day, dayOf } from '#lib/day.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusal.ts'
import { cancelWithCohort, scheduleSession, shiftSessions } from '#lib/sessions/commands.ts'
import { listSessions } from '#lib/sessions/queries.ts'
import type { DatedSession } from '#lib/sessions/timetable.ts'
import { cancelledLetter, movedLetter } from './letters.ts'
import { countMembers, getCohort } from './queries.ts'
import { tellEveryone } from './tell-everyone.ts'

interface NewCohort {
  programme: string
  name: string
  startsOn: Day
  endsOn: Day
  timetable: DatedSession[]
}

/** Lays out a dated run of a programme with its whole timetable. Until it is published only those who plan it see it. */
export async function startCohort(tx: Tx, by: By, { timetable, ...cohort }: NewCohort): Promise<string> {
  const id = newId()
  await tx.insert(cohorts).values({ id, ...cohort, startedAt: by.at })
  for (const session of timetable) await scheduleSession(tx, by, id, session)
  await audit(tx, by, 'cohort.started', id, { programme: cohort.programme, sessions: timetable.length })
  return id
}

/** Makes someone a member. Enrolling a member again changes nothing. */
export async function enrol(
  tx: Tx,
  by: By,
  cohortId: string,
  member: { personId: string; practiceCode: string | null },
) {
  await tx
    .insert(cohortMembers)
    .values({ cohortId, ...member, enrolledBy: by.personId, enrolledAt: by.at })
    .onConflictDoNothing()
  await audit(tx, by, 'cohort.member_enrolled', cohortId, member)
}

/** Ends a membership before the cohort begins. What the person did elsewhere stays. */
export async function leaveCohort(tx: Tx, by: By, cohortId: string, personId: string) {
  await tx
    .delete(cohortMembers)
    .where(and(eq(cohortMembers.cohortId, cohortId), eq(cohortMembers.personId, personId)))
  await audit(tx, by, 'cohort.member_left', cohortId, { personId })
}

interface Settings {
  name: string
  seats: number | null
  applicationsOpenOn: Day | null
  applicationsCloseOn: Day | null
}

/** Name, seats and the days on which people can apply. */
export async function setUpCohort(tx: Tx, by: By, cohortId: string, settings: Settings) {
  const [taken] = await tx
    .select({ id: cohorts.id })
    .from(cohorts)
    .where(and(eq(cohorts.name, settings.name), ne(cohorts.id, cohortId)))
  if (taken) throw new Refusal('name', 'A cohort has this name already. Choose another')
  const members = await countMembers(tx, cohortId)
  if (settings.seats !== null && settings.seats < members)
    throw new Refusal('seats', `${members} people have a seat already. Enter ${members} or more`)
  await getUncancelled(tx, cohortId)
  await tx.update(cohorts).set(settings).where(eq(cohorts.id, cohortId))
  const { seats, applicationsOpenOn, applicationsCloseOn } = settings
  await audit(tx, by, 'cohort.set_up', cohortId, { seats, applicationsOpenOn, applicationsCloseOn })
}

/** Shows a cohort to everyone. From then on each change of a date is told to all. */
export async function publishCohort(tx: Tx, by: By, cohortId: string) {
  const cohort = await getUncancelled(tx, cohortId)
  if (cohort.publishedAt) throw new Refusal('form', 'The cohort is published already')
  await tx.update(cohorts).set({ publishedAt: by.at }).where(eq(cohorts.id, cohortId))
  await audit(tx, by, 'cohort.published', cohortId)
}

/** Moves all of a cohort that is still to come by whole weeks, and tells everyone once. */
export async function moveCohort(
  tx: Tx,
  by: By,
  cohortId: string,
  { weeks, reason }: { weeks: number; reason: string },
) {
  const before = await getUncancelled(tx, cohortId)
  if (before.publishedAt && reason === '')
    throw new Refusal('reason', 'Say why. Everyone in the cohort will read it')
  const moved = await shiftSessions(tx, by, before, { days: weeks * 7, reason })
  if (moved === 0) throw new Refusal('form', 'Every session has been held, so there is nothing to move')
  if (before.publishedAt) {
    const sessions = await listSessions(tx, cohortId)
    const toCome = sessions.filter(({ heldOn }) => heldOn >= dayOf(by.at))
    const occasion = `cohort-moved:${cohortId}:${by.at.getTime()}`
    await tellEveryone(tx, by, before, occasion, movedLetter(before, toCome, reason))
  }
  await audit(tx, by, 'cohort.moved', cohortId, { weeks, sessions: moved })
}

/** Ends a cohort before its time. Its records stay; what was still to come is cancelled with it. */
export async function cancelCohort(tx: Tx, by: By, cohortId: string, { reason }: { reason: string }) {
  const cohort = await getUncancelled(tx, cohortId)
  await tx
    .update(cohorts)
    .set({ cancelledAt: by.at, cancelledBecause: reason })
    .where(eq(cohorts.id, cohortId))
  await cancelWithCohort(tx, by, cohortId, reason)
  if (cohort.publishedAt)
    await tellEveryone(tx, by, cohort, `cohort-cancelled:${cohortId}`, cancelledLetter(cohort, reason))
  await audit(tx, by, 'cohort.cancelled', cohortId, {})
}

async function getUncancelled(tx: Tx, cohortId: string) {
  const cohort = await getCohort(tx, cohortId)
  if (cohort.cancelledAt) throw new Refusal('form', 'The cohort is cancelled')
  return cohort
}
