import { longMonth, type Month } from '#lib/day.ts'
import { medicineInWords } from '../medicine-names.ts'
import type { Problems } from '../problems.ts'
import type { Drug, Practice } from './epd-codes.ts'
import { reportKept } from './kept-practices.ts'
import type { Context, Counts } from './reading.ts'

/** Where the API of the Open Data Portal cuts its answers, without saying so. */
const API_LIMIT = 32_000
/** A real month of even one practice has opioids among so many rows. */
const ROWS_WITHOUT_OPIOIDS = 1000
const TWINS = 0.01

export interface EpdTotals {
  months: Month[]
  practices: Map<string, Practice>
  drugs: Map<string, Drug>
  unidentified: { rows: number; items: number; firstLine: number }
  repeated: Repeated
}

/** Rows that are wholly the same as an earlier one. */
interface Repeated {
  rows: number
  first?: Repetition
  /** The first that does not stand right below its twin. */
  apart?: Repetition
  /** Whether the file tells products of one presentation apart. */
  hasProducts: boolean
  /** There were more rows than can be compared. */
  isCutShort: boolean
}

interface Repetition {
  line: number
  /** The line that it repeats. */
  metOn: number
}

/** What can be said of the file only once all of it has been read. */
export function reportEpd(totals: EpdTotals, counts: Counts, context: Context) {
  const { problems } = context
  const { unidentified, repeated } = totals
  if (repeated.rows > 0) repeatedRows(totals, counts, problems)
  if (repeated.isCutShort) problems.note('not_all_compared', NOT_ALL_COMPARED)
  if (unidentified.rows > 0) {
    const what = `${times(unidentified.rows, 'row', 'rows')} with ${times(unidentified.items, 'item', 'items')}`
    const are = unidentified.rows === 1 ? ['belongs', 'is'] : ['belong', 'are']
    const from = unidentified.rows === 1 ? 'on' : 'from'
    const message = `${what} ${are[0]} to no practice (unidentified prescribers, ${from} line ${unidentified.firstLine}${unidentified.rows === 1 ? '' : ' on'}) and ${are[1]} left out, as always.`
    problems.note('unidentified_rows', message, { line: unidentified.firstLine })
  }
  if (!problems.refused) {
    const found = [...totals.practices.values()].filter(
      (practice) => practice.code !== undefined && !practice.isNone,
    )
    reportKept(found.length, found.filter((practice) => practice.isKept).length, context)
  }
  months(totals.months, context)
  unmapped([...totals.drugs.values()], problems)
  if (counts.rowsRead === API_LIMIT) {
    const message = `The file has exactly ${API_LIMIT.toLocaleString('en-GB')} rows, where the download service cuts off its answers. Check that it is complete, or download the whole month.`
    problems.warn('maybe_cut_off', message)
  }
  if (counts.rowsUsed >= ROWS_WITHOUT_OPIOIDS && ![...totals.drugs.values()].some((drug) => drug.isOpioid)) {
    const message =
      'There is not one opioid in this file. Check that it is a whole month and not an extract of other drugs.'
    problems.warn('no_opioids', message)
  }
}

/**
 * Without SNOMED codes two products of a presentation may share every figure, and then stand one below the other.
 * What repeats a line further up came in twice, be it one row: pages that overlap, a file pasted behind another.
 */
function repeatedRows({ repeated }: EpdTotals, counts: Counts, problems: Problems) {
  const { rows, first, apart, hasProducts } = repeated
  const { line, metOn } = apart ?? first!
  const twice = `${times(rows, 'row occurs', 'rows occur')} twice in this file`
  if (!hasProducts && !apart && rows <= counts.rowsRead * TWINS) {
    const [where, count] =
      rows === 1 ? ['on', 'it counts as two products'] : ['the first on', 'they count as two products each']
    const message = `${twice}, right below one another, ${where} line ${line}. The file does not tell products apart, so ${count}.`
    return problems.note('rows_alike', message, { line })
  }
  const same = `same practice, presentation, quantity${hasProducts ? ', SNOMED code' : ''} and figures`
  const message = `${twice} (${same}): line ${line} repeats line ${metOn}${rows > 1 ? ', and so on' : ''}. Importing would count them twice. Download the file again.`
  problems.error('duplicate_rows', message, { line })
  counts.rowsRejected += rows
}

function months(found: Month[], { fileName, problems }: Context) {
  if (found.length > 1) {
    const list = [...found].sort().join(', ')
    problems.warn(
      'several_months',
      `This file holds ${found.length} months (${list}). Each is a month of its own.`,
    )
  }
  const named = /EPD_(?:SNOMED_)?(20\d\d)(0[1-9]|1[0-2])(?!\d)/i.exec(fileName)
  const month = named ? `${named[1]}-${named[2]}` : undefined
  if (month && found.length === 1 && month !== found[0]) {
    const message = `The file name says ${longMonth(month)}, but every row is for ${found[0]}. The rows decide: it is taken for ${found[0]}.`
    problems.warn('file_name_month', message)
  }
}

function unmapped(drugs: Drug[], problems: Problems) {
  for (const drug of drugs.filter(({ isUnmapped, items }) => isUnmapped && items > 0)) {
    const item = drug.items === 1 ? 'item' : 'items'
    const what = drug.isOpioid
      ? `opioid ${item}, but no morphine equivalent is known for it, so OME and high-dose figures are`
      : `gabapentinoid ${item}, but its strength is not known, so gabapentinoid doses are`
    const counts = drug.items === 1 ? `counts as ${drug.isOpioid ? 'an' : 'a'}` : 'count as'
    const message = `${times(drug.items, 'item', 'items')} of ${medicineInWords(drug)} ${counts} ${what} incomplete. Tell whoever looks after this installation: its reference tables need this code.`
    problems.warn('unmapped_presentation', message, { line: drug.line })
  }
}

const NOT_ALL_COMPARED =
  'The file has so many rows that its last ones were not all compared for repetitions. Import each month as a file of its own.'

const times = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
