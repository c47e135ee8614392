import { asc, count, eq, isNull } from 'drizzle-orm'
import { passwords, roleGrants } from '#db/schema/auth.ts'
import { cohortMembers, cohorts } from '#db/schema/cohorts.ts'
import { people } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'

export async function countPeople(reader: Reader): Promise<number> {
  const [row] = await reader.select({ people: count() }).from(people)
  return row?.people ?? 0
}

/** Everyone with an account: what they may do, and whether they have chosen a password yet. */
export async function listPeople(reader: Reader) {
  const [everyone, grants, memberships] = await Promise.all([
    reader
      .select({
        id: people.id,
        name: people.name,
        email: people.email,
        profession: people.profession,
        passwordSetAt: passwords.setAt,
      })
      .from(people)
      .leftJoin(passwords, eq(passwords.personId, people.id))
      .orderBy(asc(people.name), asc(people.id)),
    reader
      .select({ personId: roleGrants.personId, role: roleGrants.role, cohort: cohorts.name })
      .from(roleGrants)
      .leftJoin(cohorts, eq(cohorts.id, roleGrants.cohortId))
      .where(isNull(roleGrants.endedAt)),
    reader
      .select({ personId: cohortMembers.personId, cohort: cohorts.name })
      .from(cohortMembers)
      .innerJoin(cohorts, eq(cohorts.id, cohortMembers.cohortId)),
  ])
  return everyone.map((person) => ({
    ...person,
    roles: [
      ...memberships
        .filter((m) => m.personId === person.id)
        .map((m) => ({ role: 'participant' as const, cohort: m.cohort })),
      ...grants.filter((g) => g.personId === person.id),
    ],
  }))
}

/** Every cohort there is, for those who give roles. */
export const listEveryCohort = (reader: Reader) =>
  reader
    .select({ id: cohorts.id, name: cohorts.name })
    .from(cohorts)
    .orderBy(asc(cohorts.startsOn), asc(cohorts.id))
