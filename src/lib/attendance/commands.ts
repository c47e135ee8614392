import { sql } from 'drizzle-orm'
import { attendance, type Mark } from '#db/schema/attendance.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'

/** Saving a register again corrects it: the latest mark for a person stands. */
export async function recordRegister(tx: Tx, by: By, sessionId: string, marks: Record<string, Mark>) {
  const stamp = { markedBy: by.personId, markedAt: by.at }
  const rows = Object.entries(marks).map(([personId, mark]) => ({ sessionId, personId, mark, ...stamp }))
  if (rows.length > 0) {
    await tx
      .insert(attendance)
      .values(rows)
      .onConflictDoUpdate({
        target: [attendance.sessionId, attendance.personId],
        set: { mark: sql`excluded.mark`, ...stamp },
      })
  }
  await audit(tx, by, 'attendance.register_recorded', sessionId, { marks })
}
