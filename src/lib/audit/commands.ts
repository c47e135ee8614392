import { auditEvents } from '#db/schema/audit.ts'
import type { Tx } from '#db/store.ts'
import type { By } from '#lib/auth/by.ts'
import { newId } from '#lib/ids.ts'
import type { Action } from './describe.ts'

/**
 * Writes down who did what, in the transaction that did it: the last line of every command. `details` holds
 * identifiers and counts, never what a person typed. An action is told by its sentence (`describe.ts`).
 */
export async function audit(
  tx: Tx,
  by: By,
  action: Action,
  subject: string,
  details: Record<string, unknown> = {},
) {
  await tx
    .insert(auditEvents)
    .values({ id: newId(), at: by.at, personId: by.personId, action, subject, details })
}
