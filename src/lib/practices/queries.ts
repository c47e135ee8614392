import { and, desc, eq, inArray, max } from 'drizzle-orm'
import { registeredPractices } from '#db/schema/practices.ts'
import { imports } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import { importCounts } from '#lib/prescribing/counting.ts'

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
