import type { Reader } from '#db/store.ts'
import { type Month, plainDay } from '#lib/day.ts'
import { findCurrentRegister, findLatestRegisterDay } from '#lib/practices/queries.ts'
import { listHeldPractices } from './held-practices.ts'
import { listLoaded } from './import-queries.ts'
import {
  type MonthReplaced,
  monthReplaced,
  questionAboutMonths,
  saidOfAbsent,
  saidOfOwn,
} from './month-replaced.ts'
import { type Loaded, loadedIn, overlapOf, questionAbout } from './overlap.ts'
import type { Problem } from './problems.ts'
import type { Figures, ListSize, PracticeMonth, RegisteredPractice } from './reading/reading.ts'

/** What becomes of loaded figures when a file is imported. */
export interface Against {
  /** All of it is loaded already, from this very file. */
  isSame: boolean
  /** What a person has to decide first. */
  question?: { code: string; message: string }
  /** Whether figures that count now give way to it. */
  replaces: boolean
  /** Months that it takes the place of as a whole. */
  wholeMonths: Month[]
  /** What is to be told once it is imported. */
  said: Problem[]
}

const NOTHING: Against = { isSame: false, replaces: false, wholeMonths: [], said: [] }

/** Compares a file that was read with what counts now. */
export async function compareWithLoaded(
  reader: Reader,
  figures: Figures,
  { sha256, isForEveryone }: { sha256: string; isForEveryone: boolean },
): Promise<Against> {
  if (figures.kind === 'register') return compareWithRegister(reader, figures.rows, sha256)
  const loaded = await listLoaded(reader, figures)
  const overlap = overlapOf(figures.rows, sha256, loaded)
  if (overlap.same === figures.rows.length) return { ...NOTHING, isSame: true }
  const isPublished = figures.kind === 'epd' || (figures.kind === 'list' && !figures.isDownloaded)
  if (isForEveryone && isPublished) return compareMonths(reader, figures, sha256, loaded)
  if (overlap.loaded === 0) return NOTHING
  const question = { code: 'month_loaded', message: questionAbout(overlap) }
  return { ...NOTHING, question, replaces: true, said: [replacedNote(loadedIn(overlap))] }
}

/**
 * A file for everyone, month by month: one that is loaded for everyone is a question, whichever practices it holds;
 * what practices brought in for themselves gives way without one, because nobody types what the NHS publishes.
 */
async function compareMonths(
  reader: Reader,
  { kind, rows }: { kind: 'epd' | 'list'; rows: readonly (PracticeMonth | ListSize)[] },
  sha256: string,
  loaded: readonly Loaded[],
): Promise<Against> {
  const months: MonthReplaced[] = []
  for (const [month, of] of Map.groupBy(rows, (row) => row.month)) {
    const inFile = new Set(of.map(({ practiceCode }) => practiceCode))
    const found = monthReplaced({ month, inFile, held: await listHeldPractices(reader, kind, month) })
    if (found) months.push(found)
  }
  months.sort((a, b) => a.month.localeCompare(b.month))
  const asked = new Set(months.map(({ month }) => month))
  const overlapOfRows = (isAsked: boolean) =>
    overlapOf(
      rows.filter(({ month }) => asked.has(month) === isAsked),
      sha256,
      loaded,
    )
  const [overlap, own] = [overlapOfRows(true), overlapOfRows(false)]
  const said = [
    ...(overlap.loaded > 0 ? [replacedNote(loadedIn(overlap))] : []),
    ...[...saidOfAbsent(months), ...saidOfOwn(own)].map((one) => ({ line: null, column: null, ...one })),
  ]
  const question =
    months.length > 0
      ? { question: { code: 'month_loaded', message: questionAboutMonths(months, overlap) } }
      : {}
  const wholeMonths = months.filter(({ isWhole }) => isWhole).map(({ month }) => month)
  return { ...NOTHING, ...question, replaces: overlap.loaded + own.loaded > 0, wholeMonths, said }
}

const replacedNote = (what: string): Problem => ({
  level: 'note',
  line: null,
  column: null,
  code: 'replaced',
  message: `Replaced ${what}.`,
})

/** A register takes the place of the one before, which is no question unless it is older or far smaller. */
async function compareWithRegister(
  reader: Reader,
  rows: RegisteredPractice[],
  sha256: string,
): Promise<Against> {
  const current = await findCurrentRegister(reader)
  if (!current) return NOTHING
  if (current.sha256 === sha256) return { ...NOTHING, isSame: true }
  const [loadedTo, thisTo] = [await findLatestRegisterDay(reader, current.id), latestDayIn(rows)]
  const isOlder = loadedTo !== undefined && thisTo !== undefined && thisTo < loadedTo
  const isSmaller = rows.length < current.practices / 2
  if (!isOlder && !isSmaller) return NOTHING
  const why = isOlder
    ? `the last opening or closing it knows of is of ${plainDay(thisTo)}, and the loaded register knows of one on ${plainDay(loadedTo)}`
    : `it holds ${rows.length.toLocaleString('en-GB')} organisations, and the loaded register ${current.practices.toLocaleString('en-GB')}`
  const message = `This register looks ${isOlder ? 'older' : 'incomplete'}: ${why}. Keep the loaded register, or replace it?`
  const question = { code: 'register_loaded', message }
  return { ...NOTHING, question, replaces: true, said: [replacedNote('the practice register')] }
}

const latestDayIn = (rows: RegisteredPractice[]) =>
  rows
    .flatMap(({ openedOn, closedOn }) => [openedOn, closedOn])
    .filter((day) => day !== null)
    .sort()
    .at(-1)
