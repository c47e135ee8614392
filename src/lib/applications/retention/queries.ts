import { and, eq, isNull, lt, or } from 'drizzle-orm'
import { applicationLinks, applicationRequests, applications, places } from '#db/schema/applications.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import type { Reader } from '#db/store.ts'
import type { Day } from '#lib/day.ts'

/** Drafts that nobody has touched since `untouchedSince`, and applications without a place to cohorts that began before `begunBefore`. */
export async function listToForget(
  reader: Reader,
  { untouchedSince, begunBefore }: { untouchedSince: Date; begunBefore: Day },
  limit: number,
): Promise<string[]> {
  const rows = await reader
    .select({ id: applications.id })
    .from(applications)
    .innerJoin(cohorts, eq(cohorts.id, applications.cohortId))
    .leftJoin(places, and(eq(places.applicationId, applications.id), isNull(places.givenBackAt)))
    .where(
      and(
        isNull(places.id),
        or(
          and(isNull(applications.submittedAt), lt(applications.changedAt, untouchedSince)),
          lt(cohorts.startsOn, begunBefore),
        ),
      ),
    )
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** Whether there are requests from before an instant, or links that no longer work. */
export async function hasOldRequests(reader: Reader, before: Date, now: Date): Promise<boolean> {
  const [requests, links] = await Promise.all([
    reader.$count(applicationRequests, lt(applicationRequests.at, before)),
    reader.$count(applicationLinks, lt(applicationLinks.expiresAt, now)),
  ])
  return requests + links > 0
}
