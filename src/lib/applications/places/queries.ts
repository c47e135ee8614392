import { and, desc, eq, isNotNull } from 'drizzle-orm'
import { places } from '#db/schema/applications.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import type { Reader } from '#db/store.ts'

/** The place that somebody gave back last, for a page that would otherwise say nothing. */
export async function findGivenBack(reader: Reader, personId: string) {
  const [place] = await reader
    .select({ cohortId: places.cohortId, cohort: cohorts.name, givenBackAt: places.givenBackAt })
    .from(places)
    .innerJoin(cohorts, eq(cohorts.id, places.cohortId))
    .where(and(eq(places.personId, personId), isNotNull(places.givenBackAt)))
    .orderBy(desc(places.givenBackAt))
    .limit(1)
  return place?.givenBackAt ? { ...place, givenBackAt: place.givenBackAt } : undefined
}
