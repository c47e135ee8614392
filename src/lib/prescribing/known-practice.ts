import { and, asc, eq, gte, inArray, lt } from 'drizzle-orm'
import { downloadedValues, imports, listSizes, practiceMonths } from '#db/schema/prescribing.ts'
import type { Reader } from '#db/store.ts'
import type { Day } from '#lib/day.ts'
import { findPractice } from '#lib/practices/queries.ts'
import { importCounts } from './counting.ts'

export interface KnownPractice {
  code: string
  name: string
  closedOn: Day | null
}

/** A practice that takes part, stands in the register or has figures of any file that counts; any other is not known. */
export async function findKnownPractice(
  reader: Reader,
  code: string | undefined,
): Promise<KnownPractice | undefined> {
  if (!code) return undefined
  const practice = await findPractice(reader, code)
  if (practice) return { code, name: practice.name, closedOn: practice.registered?.closedOn ?? null }
  const [seen] = await listSeenPractices(reader, [code])
  return seen === undefined ? undefined : { code, name: unnamed(code), closedOn: null }
}

/** What a practice is called that no register names. */
export const unnamed = (code: string) => `Practice ${code}`

const figures = [practiceMonths, downloadedValues, listSizes] as const

/** Of these codes, those of which a file that counts holds figures or a list. */
export async function listSeenPractices(reader: Reader, codes: readonly string[]): Promise<string[]> {
  if (codes.length === 0) return []
  const seen = await Promise.all(
    figures.map((table) =>
      reader
        .selectDistinct({ code: table.practiceCode })
        .from(table)
        .innerJoin(imports, eq(imports.id, table.importId))
        .where(and(importCounts, inArray(table.practiceCode, [...codes]))),
    ),
  )
  return [...new Set(seen.flat().map(({ code }) => code))].sort()
}

/** Codes that begin so and stand in any file, undone ones too. Each table has them in order, so few rows are looked at. */
export async function listCodesBeginning(reader: Reader, start: string, limit: number): Promise<string[]> {
  const seen = await Promise.all(
    figures.map((table) =>
      reader
        .selectDistinct({ code: table.practiceCode })
        .from(table)
        .where(and(gte(table.practiceCode, start), lt(table.practiceCode, `${start}\uffff`)))
        .orderBy(asc(table.practiceCode))
        .limit(limit),
    ),
  )
  return [...new Set(seen.flat().map(({ code }) => code))].sort()
}

/** The address with its practice's code in capitals, where it was written in small letters. */
export function inCapitals({ pathname, search }: URL, code: string | undefined): string | undefined {
  if (!code || !/^[a-z]\d{5}$/.test(code)) return undefined
  return pathname.replace(`/prescribing/${code}`, `/prescribing/${code.toUpperCase()}`) + search
}
