import { and, eq, inArray, isNull, ne } from 'drizzle-orm'
import { networkPractices, networks, practiceSuccessors } from '#db/schema/practices.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusal.ts'
import type { NetworkInput, SuccessorInput } from './forms.ts'
import { findCurrentRegister, findPractice } from './queries.ts'
import { comesBackTo } from './rules.ts'

/** Records which practice looks after another's patients from a day on. */
export async function recordSuccessor(tx: Tx, by: By, practiceCode: string, input: SuccessorInput) {
  const { successorCode } = input
  if (successorCode === practiceCode)
    throw new Refusal(
      'successorCode',
      'A practice cannot take over from itself. Enter the code of the other one',
    )
  if ((await findCurrentRegister(tx)) && !(await findPractice(tx, successorCode)))
    throw new Refusal(
      'successorCode',
      'No practice of this code is in the register. Check the code, or import a newer register',
    )
  const stand = await tx.select().from(practiceSuccessors).where(isNull(practiceSuccessors.undoneAt))
  if (stand.some((row) => row.practiceCode === practiceCode && row.successorCode === successorCode))
    throw new Refusal('successorCode', 'This is recorded already. Undo it first if something in it is wrong')
  if (comesBackTo(practiceCode, successorCode, stand))
    throw new Refusal(
      'successorCode',
      `${practiceCode} took over from this practice, so it cannot be the other way round too`,
    )
  const id = newId()
  await tx
    .insert(practiceSuccessors)
    .values({ id, practiceCode, ...input, recordedBy: by.personId, recordedAt: by.at })
  await audit(tx, by, 'practice.successor_recorded', practiceCode, {
    successorCode,
    kind: input.kind,
    fromDay: input.fromDay,
  })
  return id
}

/** Takes it back. It stays in the history; undone twice is undone once. */
export async function undoSuccessor(tx: Tx, by: By, id: string, { practiceCode }: { practiceCode: string }) {
  await tx
    .update(practiceSuccessors)
    .set({ undoneBy: by.personId, undoneAt: by.at })
    .where(and(eq(practiceSuccessors.id, id), isNull(practiceSuccessors.undoneAt)))
  await audit(tx, by, 'practice.successor_undone', practiceCode, { successionId: id })
}

/** Adds a network with its practices. A code names one network for good. */
export async function addNetwork(tx: Tx, by: By, code: string, { name, practices }: NetworkInput) {
  const stamp = { recordedBy: by.personId, recordedAt: by.at }
  const added = await tx
    .insert(networks)
    .values({ code, name, ...stamp })
    .onConflictDoNothing()
    .returning()
  if (added.length === 0) throw new Refusal('code', 'This network is here already. Change it on its own page')
  await placeIn(tx, by, code, practices)
  await audit(tx, by, 'practice.network_added', code, { practices })
}

/** Gives a network this name and these practices, and no others. */
export async function changeNetwork(tx: Tx, by: By, code: string, { name, practices }: NetworkInput) {
  await tx
    .update(networks)
    .set({ name, recordedBy: by.personId, recordedAt: by.at })
    .where(eq(networks.code, code))
  await tx.delete(networkPractices).where(eq(networkPractices.networkCode, code))
  await placeIn(tx, by, code, practices)
  await audit(tx, by, 'practice.network_changed', code, { practices })
}

export async function removeNetwork(tx: Tx, by: By, code: string) {
  await tx.delete(networkPractices).where(eq(networkPractices.networkCode, code))
  await tx.delete(networks).where(eq(networks.code, code))
  await audit(tx, by, 'practice.network_removed', code)
}

/** A practice belongs to one network. */
async function placeIn(tx: Tx, by: By, networkCode: string, codes: readonly string[]) {
  const elsewhere = await tx
    .select()
    .from(networkPractices)
    .where(
      and(inArray(networkPractices.practiceCode, [...codes]), ne(networkPractices.networkCode, networkCode)),
    )
  const [other] = elsewhere
  if (other) {
    const message = `${other.practiceCode} is in the network ${other.networkCode}. Take it out there first`
    throw new Refusal('practices', message)
  }
  const stamp = { recordedBy: by.personId, recordedAt: by.at }
  await tx
    .insert(networkPractices)
    .values(codes.map((practiceCode) => ({ networkCode, practiceCode, ...stamp })))
}
