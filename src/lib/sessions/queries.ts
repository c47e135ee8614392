import { asc, eq } from 'drizzle-orm'
import { cohorts } from '#db/schema/cohorts.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'

export function listSessions(reader: Reader, cohortId: string) {
  return reader
    .select()
    .from(sessions)
    .where(eq(sessions.cohortId, cohortId))
    .orderBy(asc(sessions.heldOn), asc(sessions.startsAt))
}

export type Session = Awaited<ReturnType<typeof listSessions>>[number]

/** A session of a cohort the viewer belongs to or runs, with the cohort's name and programme. */
export async function findSession(reader: Reader, viewer: Viewer, id: string | undefined) {
  if (!id) return undefined
  const [found] = await reader
    .select({
      session: sessions,
      cohort: { id: cohorts.id, name: cohorts.name, programme: cohorts.programme },
    })
    .from(sessions)
    .innerJoin(cohorts, eq(cohorts.id, sessions.cohortId))
    .where(eq(sessions.id, id))
  if (!found || !(viewer.isMember(found.cohort.id) || viewer.facilitates(found.cohort.id))) return undefined
  return { ...found.session, cohort: found.cohort }
}
