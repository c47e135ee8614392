import { choice, flag, index, instant, json, number, table, text, whole } from '../columns.ts'
import { importSources, imports } from './prescribing.ts'

export const importRunStates = ['waiting', 'reading', 'storing', 'finished', 'cancelled', 'failed'] as const
export type ImportRunState = (typeof importRunStates)[number]

/** One file on its way in, from its arrival to what became of it. A run that says nothing for a while has died. */
export const importRuns = table(
  'import_runs',
  {
    id: text().primaryKey(),
    fileName: text().notNull(),
    /** Where the file waits, from DATA_DIR; null once it is no longer needed. */
    waitsAt: text(),
    source: choice(importSources).notNull(),
    state: choice(importRunStates).notNull(),
    /** A measure that the file does not name itself. */
    measure: text(),
    replaces: flag().notNull(),
    onlyPractices: json<string[]>(),
    /** Of the file as it came, packed or not. */
    bytes: number(),
    bytesRead: number().notNull(),
    rowsRead: whole().notNull(),
    startedBy: text().notNull(),
    startedAt: instant().notNull(),
    heardAt: instant().notNull(),
    cancelledBy: text(),
    finishedAt: instant(),
    /** What the reader was told, as `bin/import-prescribing --json` prints it. */
    result: json<unknown>(),
    importId: text().references(() => imports.id),
  },
  (row) => [index('import_runs_started').on(row.startedAt), index('import_runs_state').on(row.state)],
)
