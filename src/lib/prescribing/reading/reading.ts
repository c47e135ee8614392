import type { Month } from '#lib/day.ts'
import type { Problems } from '../problems.ts'
import type { FileKind } from './layouts.ts'
import type { Row } from './scan.ts'

/** What was prescribed at one practice in one month, by the names of `definitions/sums.ts`. */
export interface PracticeMonth {
  practiceCode: string
  month: Month
  rows: number
  sums: Record<string, number>
}

/** Patients registered at one practice on the first of a month. */
export interface ListSize {
  practiceCode: string
  month: Month
  patients: number
}

export interface Counts {
  rowsRead: number
  /** Rows that stand in the figures. */
  rowsUsed: number
  /** Rows with a fault. One is enough for nothing of the file to be imported. */
  rowsRejected: number
}

/** What reading a file is told beforehand. */
export interface Context {
  fileName: string
  thisMonth: Month
  /** Practices that may come in; undefined for all. */
  onlyPractices: ReadonlySet<string> | undefined
  problems: Problems
}

export type Figures = { kind: 'epd'; rows: PracticeMonth[] } | { kind: 'list'; rows: ListSize[] }

/** Reads one kind of file, row by row, below its headings. */
export interface FileReader {
  row(row: Row): void
  finish(): Figures
  counts: Counts
}

export type StartReader = (headings: string[], context: Context) => FileReader

/** Everything that one file says, before anything is stored. */
export interface Reading extends Counts {
  kind: FileKind
  sha256: string
  /** Of the uncompressed text. */
  bytes: number
  months: Month[]
  /** Practices whose figures are kept. */
  practices: number
  figures: Figures | undefined
}
