import { flag, instant, table, text } from '../columns.ts'

/** What this database is. A demonstration has public passwords, so it is never served to the network. */
export const installation = table('installation', {
  name: text().primaryKey(),
  demonstration: flag().notNull(),
  filledAt: instant().notNull(),
})
