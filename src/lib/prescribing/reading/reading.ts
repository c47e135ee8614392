import type { practiceStatuses } from '#db/schema/practices.ts'
import type { Day, Month } from '#lib/day.ts'
import type { MeasureDefinition } from '../definitions/measures.ts'
import type { Problems } from '../problems.ts'
import type { FileKind } from './layouts.ts'
import type { ReadKnown, Row } from './scan.ts'

/** What was prescribed at one practice in one month, by the names of `definitions/sums.ts`. */
export interface PracticeMonth {
  practiceCode: string
  month: Month
  rows: number
  sums: Record<string, number>
  /** The sub-ICB location (earlier: CCG) that the file places it in, such as 15N; null when it says none. */
  commissioner: string | null
}

/**
 * A row of a presentation that the definitions look at or may come to look at: its chemical is in one of their
 * sets or tables. The object is used again for the next row: take what you need of it before you return.
 */
export interface WatchedRow {
  practiceCode: string
  month: Month
  /** As the file writes it; `currentCodeOf` answers today's. */
  presentation: string
  name: string
  /** Per item. */
  quantity: number
  items: number
  /** Quantity times items. */
  total: number
  /** ACTUAL_COST, GBP. */
  cost: number
}

export type OnWatchedRow = (row: WatchedRow) => void

/** How `firstLines` names a practice and month. */
export const lineKey = ({ practiceCode, month }: Pick<PracticeMonth, 'practiceCode' | 'month'>) =>
  `${practiceCode} ${month}`

/** Patients registered at one practice on the first of a month. */
export interface ListSize {
  practiceCode: string
  month: Month
  patients: number
}

/** What the register says of one organisation. */
export interface RegisteredPractice {
  practiceCode: string
  name: string
  status: (typeof practiceStatuses)[number]
  openedOn: Day | null
  closedOn: Day | null
  /** The sub-ICB location (earlier: CCG), such as 15N. */
  commissioner: string | null
  /** '4' is a GP practice. */
  setting: string | null
  postcode: string | null
}

/** A measure's figures of one practice and month, as OpenPrescribing gives them. */
export interface DownloadedValue {
  practiceCode: string
  month: Month
  /** One of `definitions/measures.ts`; empty while nobody has said which. */
  measure: string
  numerator: number
  /** Thousands of patients for a rate; null where the download holds none. */
  denominator: number | null
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
  /** What a person says of a file that does not name its measure. */
  measure?: MeasureDefinition | undefined
  problems: Problems
}

/**
 * What is stored by practice and month. `months` are those that a download speaks of, with a value or without;
 * `isDownloaded` are list sizes of OpenPrescribing, `isChart` the figures of one of its charts.
 */
export type MonthlyFigures =
  | {
      kind: 'epd'
      rows: PracticeMonth[]
      /** Names of sub-ICB locations as the file gives them, by code. */
      areaNames?: ReadonlyMap<string, string>
    }
  | { kind: 'list'; rows: ListSize[]; isDownloaded?: boolean }
  | {
      kind: 'openprescribing'
      rows: DownloadedValue[]
      months: Month[]
      isUndecided: boolean
      isChart?: boolean
    }

export type Figures = MonthlyFigures | { kind: 'register'; rows: RegisteredPractice[] }

/** Reads one kind of file, row by row, below its headings. */
export interface FileReader {
  row(row: Row): void
  /** Reads rows that repeat what it has seen in a shorter way, with the same outcome as `row`. */
  known?: ReadKnown | undefined
  finish(): Figures
  counts: Counts
  /** Of a file without headings: what its columns are called. Its first line is a row like the others. */
  headings?: string[]
  /** Names of kept practices as the file writes them, by code: for practices that no register names. */
  practiceNames?: ReadonlyMap<string, string>
  /** The line on which a kept practice and month begin, by `lineKey`. */
  firstLines?: ReadonlyMap<string, number>
}

export type StartReader = (headings: string[], context: Context, onWatchedRow?: OnWatchedRow) => FileReader

/** Everything that one file says, before anything is stored. */
export interface Reading extends Counts {
  kind: FileKind
  sha256: string
  /** Of the uncompressed text. */
  bytes: number
  months: Month[]
  /** Practices whose figures are kept. */
  practices: number
  /** Names of kept practices as the file writes them, by code. Empty for files that hold none. */
  practiceNames: ReadonlyMap<string, string>
  /** The line on which a kept practice and month begin, by `lineKey`. Empty where no one asks. */
  firstLines: ReadonlyMap<string, number>
  figures: Figures | undefined
}
