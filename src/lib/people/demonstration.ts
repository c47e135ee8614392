import { asc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import { roleGrants } from '#db/schema/auth.ts'
import { cohortMembers } from '#db/schema/cohorts.ts'
import { installation } from '#db/schema/installation.ts'
import { people } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'

/** Everyone in the demonstration has this password. It is printed, so it guards nothing. */
export const DEMONSTRATION_PASSWORD = 'gentle-lantern-orchard'

/** The participant whose project is furthest along: the best one to look around as. */
export const DEMONSTRATION_PARTICIPANT = 'amara.whitfield@example.org'

/** Whether this database is the demonstration. Settings cannot say: a real one may be served on this machine too. */
export async function isDemonstration(reader: Reader): Promise<boolean> {
  const [filled] = await reader.select({ demonstration: installation.demonstration }).from(installation)
  return filled?.demonstration ?? false
}

/** One sign-in for each role, the first of each; none when this is no demonstration. */
export async function demonstrationSignIns(reader: Reader) {
  if (!(await isDemonstration(reader))) return []
  const staff = await reader
    .select({ name: people.name, email: people.email, role: roleGrants.role })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(inArray(roleGrants.role, ['facilitator', 'reviewer', 'admin']))
    .orderBy(asc(roleGrants.grantedAt), asc(people.email))
  const [participant] = await reader
    .select({ name: people.name, email: people.email })
    .from(people)
    .where(eq(people.email, DEMONSTRATION_PARTICIPANT))
  const first = (role: string) => staff.find((person) => person.role === role)
  return [
    participant && { ...participant, role: 'participant' as const },
    first('facilitator'),
    first('reviewer'),
    first('admin'),
  ]
    .filter((person) => person !== undefined)
    .map((person) => ({ ...person, password: DEMONSTRATION_PASSWORD }))
}

/** Everyone in the demonstration who is in a cohort or works for one, for scripts: `[{ email, password, role, name }]`. */
export async function demonstrationPeople(reader: Reader) {
  if (!(await isDemonstration(reader))) return []
  const everyone = await reader
    .selectDistinct({ name: people.name, email: people.email, granted: roleGrants.role })
    .from(people)
    .leftJoin(roleGrants, eq(roleGrants.personId, people.id))
    .leftJoin(cohortMembers, eq(cohortMembers.personId, people.id))
    .where(or(isNotNull(roleGrants.id), isNotNull(cohortMembers.personId)))
    .orderBy(asc(people.email))
  return everyone.map(({ name, email, granted }) => ({
    email,
    password: DEMONSTRATION_PASSWORD,
    role: granted ?? 'participant',
    name,
  }))
}
