import { asc, inArray } from 'drizzle-orm'
import { chartDecisions } from '#db/schema/measures.ts'
import { people } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'

/** What was decided about these measures, oldest first, with who decided and who undid it. Undone ones are kept. */
export async function listDecisions(reader: Reader, measureIds: readonly string[]) {
  const rows = await reader
    .select()
    .from(chartDecisions)
    .where(inArray(chartDecisions.measureId, [...measureIds]))
    .orderBy(asc(chartDecisions.decidedAt), asc(chartDecisions.id))
  const ids = [...new Set(rows.flatMap(({ decidedBy, undoneBy }) => [decidedBy, undoneBy ?? decidedBy]))]
  const named = await reader
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, ids))
  const names = new Map(named.map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? 'Somebody'
  return rows.map((row) => ({
    ...row,
    decidedBy: nameOf(row.decidedBy),
    undoneBy: row.undoneBy === null ? null : nameOf(row.undoneBy),
  }))
}

export type Decision = Awaited<ReturnType<typeof listDecisions>>[number]
