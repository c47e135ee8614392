import { and, eq, isNull } from 'drizzle-orm'
import { places } from '#db/schema/applications.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { leaveCohort } from '#lib/cohorts/commands.ts'
import { countMembers, findMembership } from '#lib/cohorts/queries.ts'
import { dayOf } from '#lib/day.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Application } from '../reading.ts'

/**
 * Takes the lowest free place of a cohort for somebody, before they are enrolled in it. Transactions come one after
 * the other, and the database holds each number once, so the last place goes to one person alone.
 */
export async function takePlace(
  tx: Tx,
  by: By,
  { id: applicationId, cohort }: Pick<Application, 'id' | 'cohort'>,
  personId: string,
) {
  const [members, already, taken] = await Promise.all([
    countMembers(tx, cohort.id),
    findMembership(tx, cohort.id, personId),
    tx
      .select({ number: places.number })
      .from(places)
      .where(and(eq(places.cohortId, cohort.id), isNull(places.givenBackAt))),
  ])
  if (already) throw new Refusal('decision', 'This person is a member of the cohort already')
  if (cohort.seats !== null && members >= cohort.seats)
    throw new Refusal(
      'decision',
      `Every place is taken: ${members} of ${cohort.seats}. Put this application on the waiting list instead`,
    )
  const numbers = new Set(taken.map(({ number }) => number))
  let number = 1
  while (numbers.has(number)) number += 1
  const id = newId()
  await tx.insert(places).values({ id, applicationId, cohortId: cohort.id, number, personId, takenAt: by.at })
  await audit(tx, by, 'applications.place_taken', applicationId, { cohortId: cohort.id, number })
}

/** Frees a place, until the cohort begins. Nobody gets it by themselves. */
export async function giveBackPlace(
  tx: Tx,
  by: By,
  { cohort, place }: Pick<Application, 'cohort' | 'place'>,
) {
  if (!place) return
  if (dayOf(by.at) >= cohort.startsOn)
    throw new Refusal('sure', 'The programme has begun. Write to your facilitators if you cannot go on')
  await tx.update(places).set({ givenBackAt: by.at }).where(eq(places.id, place.id))
  await leaveCohort(tx, by, cohort.id, place.personId)
  await audit(tx, by, 'applications.place_given_back', place.applicationId, { cohortId: cohort.id })
}
