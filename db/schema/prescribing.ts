import type { Month } from '#lib/day.ts'
import {
  choice,
  flag,
  index,
  instant,
  json,
  month,
  number,
  primaryKey,
  table,
  text,
  whole,
} from '../columns.ts'

export const importKinds = ['epd', 'list', 'register', 'openprescribing'] as const
export const importSources = ['command', 'upload', 'inbox', 'demonstration'] as const
export type ImportSource = (typeof importSources)[number]
export const problemLevels = ['note', 'warning', 'error'] as const

/**
 * One file that was read. Its rows count while `publishedAt` is set and `undoneAt` is not, and of two such files
 * that hold the same practice and month the later one counts.
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
    /** How the file came in; null for those of before this was kept. */
    source: choice(importSources),
    /** Under `DATA_DIR/prescribing/`: the rows of the file that measures may count, to be summed again. */
    keptFile: text(),
    undoneBy: text(),
    undoneAt: instant(),
    /** In the words of whoever undid it. */
    undoneBecause: text(),
  },
  (row) => [index('imports_sha256').on(row.sha256), index('imports_published').on(row.publishedAt)],
)

/**
 * A month that an import took the place of as a whole, as a new issue of it does: what earlier files of its kind for
 * every practice say of the month counts no more while this one does.
 */
export const replacedMonths = table(
  'replaced_months',
  {
    importId: text()
      .notNull()
      .references(() => imports.id),
    month: month().notNull(),
  },
  (row) => [primaryKey({ columns: [row.importId, row.month] }), index('replaced_months_month').on(row.month)],
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
    /** The sub-ICB location that the file names for it, such as 15N. */
    commissioner: text(),
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

/** The name of a presentation as the newest file spells it; only of those that a measure may count. */
export const presentations = table('presentations', { code: text().primaryKey(), name: text().notNull() })

/** What of one presentation was prescribed in a month. Kept for practices with members alone. */
export const presentationMonths = table(
  'presentation_months',
  {
    practiceCode: text().notNull(),
    month: month().notNull(),
    presentation: text().notNull(),
    importId: text()
      .notNull()
      .references(() => imports.id),
    items: number().notNull(),
    /** Tablets, patches, millilitres: TOTAL_QUANTITY. */
    quantity: number().notNull(),
    /** Of the items with more than 300 a supply, which one measure counts apart. */
    quantityOver300: number().notNull(),
    /** ACTUAL_COST in pounds. */
    cost: number().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.practiceCode, row.month, row.presentation, row.importId] }),
    index('presentation_months_import').on(row.importId),
  ],
)

/** A measure's figures as OpenPrescribing gives them, for months of which no prescribing file is loaded. */
export const downloadedValues = table(
  'downloaded_values',
  {
    practiceCode: text().notNull(),
    measure: text().notNull(),
    month: month().notNull(),
    importId: text()
      .notNull()
      .references(() => imports.id),
    numerator: number().notNull(),
    /** Thousands of patients for a rate; null where the download holds none. */
    denominator: number(),
  },
  (row) => [
    primaryKey({ columns: [row.practiceCode, row.measure, row.month, row.importId] }),
    index('downloaded_values_import').on(row.importId),
  ],
)
