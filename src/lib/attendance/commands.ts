import { and, eq, inArray, sql } from 'drizzle-orm'
import { attendance, type Mark } from '#db/schema/attendance.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'

/** Saving a register again corrects it: the latest mark for a person stands, and null takes a mark away. */
export async function recordRegister(tx: Tx, by: By, sessionId: string, marks: Record<string, Mark | null>) {
  const stamp = { markedBy: by.personId, markedAt: by.at }
  const rows = Object.entries(marks).flatMap(([personId, mark]) =>
    mark ? [{ sessionId, personId, mark, ...stamp }] : [],
  )
  const unmarked = Object.keys(marks).filter((personId) => !marks[personId])
  if (rows.length > 0) {
    await tx
      .insert(attendance)
      .values(rows)
      .onConflictDoUpdate({
        target: [attendance.sessionId, attendance.personId],
        set: { mark: sql`excluded.mark`, ...stamp },
      })
  }
  if (unmarked.length > 0) {
    const taken = and(eq(attendance.sessionId, sessionId), inArray(attendance.personId, unmarked))
    await tx.delete(attendance).where(taken)
  }
  await audit(tx, by, 'attendance.register_recorded', sessionId, { marks })
}
