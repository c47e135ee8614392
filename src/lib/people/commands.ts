import { sql } from 'drizzle-orm'
import { people, practiceMemberships, practices, type Profession } from '#db/schema/people.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { dayOf } from '#lib/day.ts'
import { newId } from '#lib/ids.ts'

/** Makes an account without a password: an invitation lets the person choose one. */
export async function addPerson(tx: Tx, by: By, person: { name: string; email: string; profession: Profession }): Promise<string> {
  const id = newId()
  await tx.insert(people).values({ id, ...person, email: person.email.toLowerCase(), createdAt: by.at })
  await audit(tx, by, 'people.added', id, { profession: person.profession })
  return id
}

/** A practice that is already known takes the new name. */
export async function addPractice(tx: Tx, by: By, practice: { code: string; name: string }) {
  await tx
    .insert(practices)
    .values(practice)
    .onConflictDoUpdate({ target: practices.code, set: { name: sql`excluded.name` } })
  await audit(tx, by, 'people.practice_added', practice.code)
}

export async function joinPractice(tx: Tx, by: By, personId: string, practiceCode: string) {
  await tx
    .insert(practiceMemberships)
    .values({ personId, practiceCode, startedOn: dayOf(by.at) })
    .onConflictDoUpdate({ target: [practiceMemberships.personId, practiceMemberships.practiceCode], set: { endedOn: null } })
  await audit(tx, by, 'people.practice_joined', personId, { practiceCode })
}
