import type { Month } from '#lib/day.ts'
import { choice, flag, index, instant, json, month, primaryKey, table, text, whole } from '../columns.ts'

export const importKinds = ['epd', 'list'] as const
export const problemLevels = ['note', 'warning', 'error'] as const

/**
 * One file that was read. Its rows count only once `publishedAt` is set, and of two published files that
 * hold the same practice and month the later one counts.
 */
export const imports = table(
  'imports',
  {
    id: text().primaryKey(),
    kind: choice(importKinds).notNull(),
    fileName: text().notNull(),
    sha256: text().notNull(),
    definitionVersion: text().notNull(),
    rowsRead: whole().notNull(),
    rowsUsed: whole().notNull(),
    rowsRejected: whole().notNull(),
    /** Practices whose figures were kept. */
    practices: whole().notNull(),
    months: json<Month[]>().notNull(),
    /** The practices that were let in, when not all were: about any other this file says nothing. */
    onlyPractices: json<string[]>(),
    replaces: flag().notNull(),
    importedBy: text().notNull(),
    importedAt: instant().notNull(),
    publishedAt: instant(),
  },
  (row) => [index('imports_sha256').on(row.sha256), index('imports_published').on(row.publishedAt)],
)

/** What the reader of a file was told about it, with the line where it happened. */
export const importProblems = table(
  'import_problems',
  {
    importId: text()
      .notNull()
      .references(() => imports.id),
    position: whole().notNull(),
    level: choice(problemLevels).notNull(),
    line: whole(),
    column: text(),
    code: text().notNull(),
    message: text().notNull(),
  },
  (row) => [primaryKey({ columns: [row.importId, row.position] })],
)

/** The sums of one practice in one month, by the names that the measure definitions give them. */
export const practiceMonths = table(
  'practice_months',
  {
    practiceCode: text().notNull(),
    month: month().notNull(),
    importId: text()
      .notNull()
      .references(() => imports.id),
    rows: whole().notNull(),
    sums: json<Record<string, number>>().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.practiceCode, row.month, row.importId] }),
    index('practice_months_import').on(row.importId, row.month),
  ],
)

/** Patients registered on the first day of a month. */
export const listSizes = table(
  'list_sizes',
  {
    practiceCode: text().notNull(),
    month: month().notNull(),
    importId: text()
      .notNull()
      .references(() => imports.id),
    patients: whole().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.practiceCode, row.month, row.importId] }),
    index('list_sizes_import').on(row.importId, row.month),
  ],
)
