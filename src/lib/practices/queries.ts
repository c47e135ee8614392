import { and, asc, desc, eq, getTableColumns, inArray, isNull, max, or } from 'drizzle-orm'
import { people, practices } from '#db/schema/people.ts'
import { networkPractices, networks, practiceSuccessors, registeredPractices } from '#db/schema/practices.ts'
import { imports } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import { importCounts } from '#lib/prescribing/counting.ts'
import { nameInWords } from './names.ts'

/** The register that counts: the one published last. Undefined before the first. */
export async function findCurrentRegister(reader: Reader) {
  const [latest] = await reader
    .select({
      id: imports.id,
      sha256: imports.sha256,
      fileName: imports.fileName,
      practices: imports.practices,
      publishedAt: imports.publishedAt,
    })
    .from(imports)
    .where(and(importCounts, eq(imports.kind, 'register')))
    .orderBy(desc(imports.publishedAt))
    .limit(1)
  return latest
}

/** What the register says of some practices, or of all when none are named. */
export async function listRegistered(reader: Reader, codes?: readonly string[]) {
  const register = await findCurrentRegister(reader)
  if (!register) return []
  const named = codes && inArray(registeredPractices.code, [...codes])
  return reader
    .select()
    .from(registeredPractices)
    .where(and(eq(registeredPractices.importId, register.id), named))
}

/** How everything in the register stands: all of it is 13,000 rows, and no more is read than is asked. */
export async function listStandings(reader: Reader) {
  const register = await findCurrentRegister(reader)
  if (!register) return []
  const { code, status, setting, closedOn } = registeredPractices
  return reader
    .select({ code, status, setting, closedOn })
    .from(registeredPractices)
    .where(eq(registeredPractices.importId, register.id))
}

/** The last opening or closing that a register knows of: how old it is, which it does not say itself. */
export async function findLatestRegisterDay(reader: Reader, importId: string): Promise<string | undefined> {
  const [row] = await reader
    .select({ opened: max(registeredPractices.openedOn), closed: max(registeredPractices.closedOn) })
    .from(registeredPractices)
    .where(eq(registeredPractices.importId, importId))
  return [row?.opened, row?.closed]
    .filter((day) => day != null)
    .sort()
    .at(-1)
}

/** A practice that takes part or stands in the register, by the name that its members know it by. */
export async function findPractice(reader: Reader, code: string | undefined) {
  if (!code) return undefined
  const [[registered], [member]] = await Promise.all([
    listRegistered(reader, [code]),
    reader.select().from(practices).where(eq(practices.code, code)),
  ])
  const name = member?.name ?? (registered && nameInWords(registered.name))
  return name === undefined ? undefined : { code, name, registered, takesPart: member !== undefined }
}

/** Names of practices by their codes; those that nothing is known of are left out. */
export async function listPracticeNames(
  reader: Reader,
  codes: readonly string[],
): Promise<Map<string, string>> {
  const [registered, members] = await Promise.all([
    listRegistered(reader, codes),
    reader
      .select()
      .from(practices)
      .where(inArray(practices.code, [...codes])),
  ])
  return new Map([...registered, ...members].map(({ code, name }) => [code, nameInWords(name)]))
}

/** What stands of who follows whom, with these practices on either side or of all, the earliest first. */
export const listSuccessions = (reader: Reader, codes?: readonly string[]) =>
  reader
    .select()
    .from(practiceSuccessors)
    .where(and(isNull(practiceSuccessors.undoneAt), codes && hasOneOf(codes)))
    .orderBy(asc(practiceSuccessors.fromDay), asc(practiceSuccessors.id))

/** The same with what was undone, and by whom each was recorded. */
export const listSuccessionHistory = (reader: Reader, code: string) =>
  reader
    .select({ ...getTableColumns(practiceSuccessors), recordedByName: people.name })
    .from(practiceSuccessors)
    .leftJoin(people, eq(people.id, practiceSuccessors.recordedBy))
    .where(hasOneOf([code]))
    .orderBy(asc(practiceSuccessors.fromDay), asc(practiceSuccessors.id))

const hasOneOf = (codes: readonly string[]) =>
  or(
    inArray(practiceSuccessors.practiceCode, [...codes]),
    inArray(practiceSuccessors.successorCode, [...codes]),
  )

/** Every network with the codes of its practices, by name. */
export async function listNetworks(reader: Reader) {
  const [all, placed] = await Promise.all([
    reader.select().from(networks).orderBy(asc(networks.name), asc(networks.code)),
    reader.select().from(networkPractices).orderBy(asc(networkPractices.practiceCode)),
  ])
  const byNetwork = Map.groupBy(placed, ({ networkCode }) => networkCode)
  return all.map((network) => ({
    ...network,
    practices: (byNetwork.get(network.code) ?? []).map(({ practiceCode }) => practiceCode),
  }))
}

export async function findNetwork(reader: Reader, code: string | undefined) {
  return code ? (await listNetworks(reader)).find((network) => network.code === code) : undefined
}

/** The network that a practice belongs to. */
export async function findNetworkOf(reader: Reader, practiceCode: string) {
  const [network] = await reader
    .select({ code: networks.code, name: networks.name })
    .from(networkPractices)
    .innerJoin(networks, eq(networks.code, networkPractices.networkCode))
    .where(eq(networkPractices.practiceCode, practiceCode))
  return network
}
