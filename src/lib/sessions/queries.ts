import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import { cohorts } from '#db/schema/cohorts.ts'
import { sessionChanges, sessions } from '#db/schema/sessions.ts'
import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import { canPlanCohort } from '#lib/cohorts/policy.ts'

const inOrder = [asc(sessions.heldOn), asc(sessions.startsAt)]

/** The sessions that are held. Those that were cancelled are in `listTimetable`. */
export function listSessions(reader: Reader, cohortId: string) {
  return reader
    .select()
    .from(sessions)
    .where(and(eq(sessions.cohortId, cohortId), isNull(sessions.cancelledAt)))
    .orderBy(...inOrder)
}

/** Every session that was ever planned for a cohort. */
export function listTimetable(reader: Reader, cohortId: string) {
  return reader
    .select()
    .from(sessions)
    .where(eq(sessions.cohortId, cohortId))
    .orderBy(...inOrder)
}

export type Session = Awaited<ReturnType<typeof listSessions>>[number]

/** What a session was before each of its changes, the latest first. */
export const listChanges = (reader: Reader, sessionId: string) =>
  reader
    .select()
    .from(sessionChanges)
    .where(eq(sessionChanges.sessionId, sessionId))
    .orderBy(desc(sessionChanges.changedAt))

/** A session for those who plan its cohort. */
export async function findPlannedSession(reader: Reader, viewer: Viewer, id: string | undefined) {
  if (!id) return undefined
  const [found] = await reader
    .select({ session: sessions, cohort: cohorts })
    .from(sessions)
    .innerJoin(cohorts, eq(cohorts.id, sessions.cohortId))
    .where(eq(sessions.id, id))
  if (!found || !canPlanCohort(viewer, found.cohort.id)) return undefined
  return { ...found.session, cohort: found.cohort }
}

/** A session of a cohort the viewer belongs to or runs, with the cohort's name and programme; of a draft for its facilitators alone. */
export async function findSession(reader: Reader, viewer: Viewer, id: string | undefined) {
  if (!id) return undefined
  const [found] = await reader
    .select({
      session: sessions,
      cohort: { id: cohorts.id, name: cohorts.name, programme: cohorts.programme },
      publishedAt: cohorts.publishedAt,
    })
    .from(sessions)
    .innerJoin(cohorts, eq(cohorts.id, sessions.cohortId))
    .where(eq(sessions.id, id))
  if (!found) return undefined
  const shown = viewer.isMember(found.cohort.id) && found.publishedAt !== null
  if (!shown && !viewer.facilitates(found.cohort.id)) return undefined
  return { ...found.session, cohort: found.cohort }
}
