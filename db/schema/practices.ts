import { choice, day, index, instant, primaryKey, table, text } from '../columns.ts'
import { imports } from './prescribing.ts'

export const practiceStatuses = ['active', 'closed', 'dormant', 'proposed'] as const

/** What the ODS register (`epraccur`) says of one organisation. Only the register published last counts. */
export const registeredPractices = table(
  'registered_practices',
  {
    code: text().notNull(),
    importId: text()
      .notNull()
      .references(() => imports.id),
    name: text().notNull(),
    status: choice(practiceStatuses).notNull(),
    openedOn: day(),
    closedOn: day(),
    /** The sub-ICB location that commissions it. */
    commissioner: text(),
    /** The register's prescribing setting: '4' is a GP practice. */
    setting: text(),
    postcode: text(),
  },
  (row) => [
    primaryKey({ columns: [row.importId, row.code] }),
    index('registered_practices_name').on(row.importId, row.name),
  ],
)

export const successionKinds = ['merged', 'closed', 'renumbered'] as const

/** Which practice looks after another's patients from a day on. It stands until somebody undoes it. */
export const practiceSuccessors = table(
  'practice_successors',
  {
    id: text().primaryKey(),
    practiceCode: text().notNull(),
    successorCode: text().notNull(),
    kind: choice(successionKinds).notNull(),
    fromDay: day().notNull(),
    /** Where it is said: a notice, the register. */
    source: text().notNull(),
    recordedBy: text().notNull(),
    recordedAt: instant().notNull(),
    undoneBy: text(),
    undoneAt: instant(),
  },
  (row) => [
    index('practice_successors_practice').on(row.practiceCode),
    index('practice_successors_successor').on(row.successorCode),
  ],
)

/** A primary care network: practices that work together. */
export const networks = table('networks', {
  code: text().primaryKey(),
  name: text().notNull(),
  recordedBy: text().notNull(),
  recordedAt: instant().notNull(),
})

export const networkPractices = table(
  'network_practices',
  {
    networkCode: text()
      .notNull()
      .references(() => networks.code),
    practiceCode: text().notNull(),
    recordedBy: text().notNull(),
    recordedAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.networkCode, row.practiceCode] })],
)
