import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { applications } from '#db/schema/applications.ts'
import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import { canSeeApplications } from '../policy.ts'
import { findApplication, readApplications } from '../queries.ts'

/** Everything that was sent to a cohort, the latest first. Drafts are their applicants' alone. */
export async function listSent(reader: Reader, cohortId: string, now: Date) {
  const sent = await reader
    .select({ id: applications.id })
    .from(applications)
    .where(and(eq(applications.cohortId, cohortId), isNotNull(applications.submittedAt)))
    .orderBy(desc(applications.submittedAt), asc(applications.id))
  const ids = sent.map(({ id }) => id)
  const read = await readApplications(reader, ids, now)
  const places = new Map(ids.map((id, index) => [id, index]))
  return read.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
}

/** How many people are still writing. */
export const countDrafts = (reader: Reader, cohortId: string) =>
  reader.$count(
    applications,
    and(
      eq(applications.cohortId, cohortId),
      isNull(applications.submittedAt),
      isNull(applications.withdrawnAt),
    ),
  )

/** An application that was sent to a cohort which the viewer runs; any other does not exist for them. */
export async function findSent(
  reader: Reader,
  viewer: Viewer,
  cohortId: string | undefined,
  id: string | undefined,
  now: Date,
) {
  if (!id || !cohortId || !canSeeApplications(viewer, cohortId)) return undefined
  const found = await findApplication(reader, id, now)
  return found?.cohortId === cohortId && found.submittedAt ? found : undefined
}
