import { type Profession, people, practiceMemberships, practices } from '#db/schema/people.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { grantRole, invite } from '#lib/auth/commands.ts'
import { enrol } from '#lib/cohorts/commands.ts'
import { dayOf } from '#lib/day.ts'
import { newId } from '#lib/ids.ts'
import type { Invitation } from './forms.ts'

interface Known {
  id: string
  hasPassword: boolean
}

/** Makes an account without a password: an invitation lets the person choose one. */
export async function addPerson(
  tx: Tx,
  by: By,
  person: { name: string; email: string; profession: Profession },
): Promise<string> {
  const id = newId()
  await tx.insert(people).values({ id, ...person, email: person.email.toLowerCase(), createdAt: by.at })
  await audit(tx, by, 'people.added', id, { profession: person.profession })
  return id
}

/** A practice that is already known keeps the name it has: what one invitation calls it must not rename it for all. */
export async function addPractice(tx: Tx, by: By, practice: { code: string; name: string }) {
  await tx.insert(practices).values(practice).onConflictDoNothing({ target: practices.code })
  await audit(tx, by, 'people.practice_added', practice.code)
}

export async function joinPractice(tx: Tx, by: By, personId: string, practiceCode: string) {
  await tx
    .insert(practiceMemberships)
    .values({ personId, practiceCode, startedOn: dayOf(by.at) })
    .onConflictDoUpdate({
      target: [practiceMemberships.personId, practiceMemberships.practiceCode],
      set: { endedOn: null },
    })
  await audit(tx, by, 'people.practice_joined', personId, { practiceCode })
}

/** An account, a role, a practice and the letter that says so, in one. A known address gets the role alone. */
export async function invitePerson(
  tx: Tx,
  by: By,
  invitation: Invitation,
  known: Known | undefined,
): Promise<string> {
  const { name, email, profession, role, cohortId, practiceCode, practiceName } = invitation
  const id = known?.id ?? (await addPerson(tx, by, { name, email, profession }))
  if (practiceCode) {
    await addPractice(tx, by, { code: practiceCode, name: practiceName })
    await joinPractice(tx, by, id, practiceCode)
  }
  if (role === 'participant')
    await enrol(tx, by, cohortId, { personId: id, practiceCode: practiceCode || null })
  else await grantRole(tx, by, { personId: id, role, cohortId: role === 'admin' ? null : cohortId })
  if (!known?.hasPassword) await invite(tx, by, { id, name, email })
  await audit(tx, by, 'people.invited', id, { role })
  return id
}
