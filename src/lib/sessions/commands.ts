import { sessions } from '#db/schema/sessions.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { newId } from '#lib/ids.ts'
import type { DatedSession } from './timetable.ts'

export async function scheduleSession(
  tx: Tx,
  by: By,
  cohortId: string,
  session: DatedSession,
): Promise<string> {
  const id = newId()
  await tx.insert(sessions).values({ id, cohortId, ...session })
  await audit(tx, by, 'session.scheduled', id, { cohortId, topic: session.topic, heldOn: session.heldOn })
  return id
}
