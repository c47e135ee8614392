import { desc, eq } from 'drizzle-orm'
import { auditEvents } from '#db/schema/audit.ts'
import { people } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'

/** The latest events, with the name of whoever still has an account. */
export function listEvents(reader: Reader, limit: number) {
  return reader
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      personId: auditEvents.personId,
      name: people.name,
      action: auditEvents.action,
      subject: auditEvents.subject,
    })
    .from(auditEvents)
    .leftJoin(people, eq(people.id, auditEvents.personId))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(limit)
}
