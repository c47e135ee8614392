import { index, instant, json, table, text } from '../columns.ts'

/** Who did what, when. No foreign keys, and no feature reads it: what a feature needs is a column on its row. */
export const auditEvents = table(
  'audit_events',
  {
    id: text().primaryKey(),
    at: instant().notNull(),
    personId: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    details: json<Record<string, unknown>>().notNull(),
  },
  (row) => [
    index('audit_events_at').on(row.at),
    index('audit_events_person').on(row.personId, row.at),
    index('audit_events_subject').on(row.subject, row.at),
    index('audit_events_action').on(row.action, row.at),
  ],
)
