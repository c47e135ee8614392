import { auditEvents } from '#db/schema/audit.ts'
import type { Tx } from '#db/store.ts'
import type { By } from '#lib/auth/by.ts'
import { newId } from '#lib/ids.ts'

/**
 * Writes down who did what, in the transaction that did it: the last line of every command. `details` holds
 * identifiers and counts, never what a person typed.
 */
export async function audit(
  tx: Tx,
  by: By,
  action: string,
  subject: string,
  details: Record<string, unknown> = {},
) {
  await tx
    .insert(auditEvents)
    .values({ id: newId(), at: by.at, personId: by.personId, action, subject, details })
}
