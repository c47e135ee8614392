import type { Month } from '#lib/day.ts'
import { patientDataGuard, refusePatientHeadings } from '../patient-data.ts'
import { sayable, Unreadable } from '../problems.ts'
import { textsIn } from './cells.ts'
import { openContent } from './content.ts'
import { startEpd } from './epd.ts'
import {
  epdColumns,
  epdMoreColumns,
  type FileKind,
  findColumns,
  kindOf,
  listColumns,
  missingColumns,
  repeatedColumns,
} from './layouts.ts'
import { startListSizes } from './list-sizes.ts'
import { downloadReader } from './openprescribing.ts'
import type { Context, Counts, Figures, FileReader, OnWatchedRow, Reading, StartReader } from './reading.ts'
import { startRegister } from './register.ts'
import { scanRows } from './rows.ts'
import type { Row } from './scan.ts'

const READERS: Record<'epd' | 'list', { columns: Record<string, string[]>; start: StartReader }> = {
  epd: { columns: epdColumns, start: startEpd },
  list: { columns: listColumns, start: startListSizes },
}
/** Nobody mends so many lines by hand: reading on would tell nothing more. */
const FAULTY_ROWS = 1000

export interface ReadOptions {
  /** Of the unpacked text. */
  mostBytes?: number | undefined
  onProgress?: ((progress: Progress) => void) | undefined
  /** Aborting it rejects with its reason; the source is closed and nothing has been stored. */
  signal?: AbortSignal | undefined
  /** Is handed every row of a watched presentation and a kept practice, before the file is known to be sound. */
  onWatchedRow?: OnWatchedRow | undefined
}

export interface Progress {
  /** Of the unpacked text. */
  bytes: number
  /** Of the file as it came: compare this with its size. */
  bytesTaken: number
  rows: number
}

/** Reads one file to its end and stores nothing. What is wrong with it is in `context.problems`. */
export async function readPrescribingFile(
  bytes: AsyncIterable<Uint8Array>,
  context: Context,
  { mostBytes, onProgress, signal, onWatchedRow }: ReadOptions = {},
): Promise<Reading> {
  const { problems } = context
  const reading: Reading = { ...nothingRead }
  let reader: FileReader | undefined
  let guard: ((row: Row) => void) | undefined

  function each(row: Row) {
    if (reader) {
      guard?.(row)
      return reader.row(row)
    }
    const headings = textsIn(row)
    reading.kind = kindOf(headings)
    reader = startReader(reading.kind, headings, context, onWatchedRow)
    guard = patientDataGuard(reader.headings ?? headings)
    if (reader.headings) each(row)
  }

  try {
    const content = await openContent(bytes)
    const scanned = await scanRows(content.text, {
      each,
      known: (row, at, end) => reader?.known?.(row, at, end) ?? at,
      mostBytes,
      stop: () => (reader?.counts.rowsRejected ?? 0) >= FAULTY_ROWS,
      signal,
      onBytes: (bytes) =>
        onProgress?.({ bytes, bytesTaken: content.bytesTaken(), rows: reader?.counts.rowsRead ?? 0 }),
    })
    if (!reader?.counts.rowsRead) throw new Unreadable('no_data', NO_DATA)
    if (!scanned.isWhole) problems.cutShort(stoppedAfter(reader.counts))
    reading.figures = reader.finish()
    reading.practiceNames = reader.practiceNames ?? reading.practiceNames
    reading.firstLines = reader.firstLines ?? reading.firstLines
    if (reader.counts.rowsRejected > 0 && !problems.refused)
      throw new Error('A row was rejected without a word')
    reading.bytes = scanned.bytes
    if (!problems.refused) reading.sha256 = content.sha256()
    if (scanned.encoding !== 'UTF-8') problems.note('encoding', `The text was read as ${scanned.encoding}.`)
    if (content.packing === 'plain' && /\.gz$/i.test(context.fileName))
      problems.note('not_compressed', NOT_COMPRESSED)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    problems.error(error.code, error.message, error.place)
  }
  return { ...reading, ...reader?.counts, ...whatIsIn(reading) }
}

const nothingRead: Reading = {
  kind: 'unknown',
  sha256: '',
  bytes: 0,
  rowsRead: 0,
  rowsUsed: 0,
  rowsRejected: 0,
  months: [],
  practices: 0,
  practiceNames: new Map(),
  firstLines: new Map(),
  figures: undefined,
}

const stoppedAfter = ({ rowsRead, rowsRejected }: Counts) =>
  `Reading stopped after ${rowsRead.toLocaleString('en-GB')} rows, because ${rowsRejected.toLocaleString('en-GB')} of them had faults. What is said is of those rows alone: there may be more of everything.`

function whatIsIn({ figures }: Reading) {
  return {
    months: [...new Set(monthsOf(figures))].sort(),
    practices: new Set(figures?.rows.map(({ practiceCode }) => practiceCode)).size,
  }
}

function monthsOf(figures: Figures | undefined): Month[] {
  if (!figures || figures.kind === 'register') return []
  return figures.kind === 'openprescribing' ? figures.months : figures.rows.map(({ month }) => month)
}

function startReader(
  kind: FileKind,
  headings: string[],
  context: Context,
  onWatchedRow?: OnWatchedRow,
): FileReader {
  refusePatientHeadings(headings)
  const [first = ''] = headings
  if (headings.length === 1 && first.split(';').length > 3) throw new Unreadable('semicolons', SEMICOLONS)
  if (headings.length === 1 && first.split('\t').length > 3) throw new Unreadable('tabs', TABS)
  if (/^sep=/i.test(first.trim())) throw new Unreadable('spreadsheet', SEPARATOR_LINE, { line: 1 })
  if (kind === 'register') return startRegister(headings, context)
  if (kind === 'unknown') throw new Unreadable('unknown_layout', UNKNOWN)
  const { columns, start } = kind === 'openprescribing' ? downloadReader(headings) : READERS[kind]
  const missing = missingColumns(findColumns<string>(headings, columns), columns)
  if (missing.length > 0) {
    const what =
      missing.length === 1 ? `The column ${missing[0]} is` : `The columns ${missing.join(', ')} are`
    const message = `${what} missing. Download the full file again and use it without removing columns.`
    throw new Unreadable('missing_column', message, { line: 1, column: missing[0] })
  }
  const more = kind === 'epd' ? epdMoreColumns : {}
  const repeated = repeatedColumns(headings, { ...columns, ...more })
  if (repeated) {
    const message = `The columns ${repeated.map(sayable).join(' and ')} hold the same, so that it is not clear which one counts. Use the file exactly as downloaded.`
    throw new Unreadable('repeated_column', message, { line: 1, column: sayable(repeated[1] ?? '') })
  }
  return start(headings, context, onWatchedRow)
}

const NO_DATA = 'The file has a heading line but no data. Download it again.'
const NOT_COMPRESSED = 'Read as plain CSV: the file is not compressed although its name ends in .gz.'
const SEMICOLONS =
  'The fields are separated by semicolons and the numbers use decimal commas. Use the file exactly as downloaded from NHSBSA (commas between fields).'
const TABS = 'The fields are separated by tabs. Use the file exactly as downloaded (commas between fields).'
const SEPARATOR_LINE =
  'The first line is "sep=", which a spreadsheet puts there. The file has been opened and saved in one, which damages codes. Use the file exactly as downloaded.'
const UNKNOWN =
  'This does not look like a prescribing, list-size or register file, nor like a download from OpenPrescribing: none of its column names is recognised. Expected names such as YEAR_MONTH, PRACTICE_CODE, BNF_PRESENTATION_CODE and ITEMS. Use the file exactly as downloaded.'
