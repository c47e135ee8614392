import type { Reader } from '#db/store.ts'
import { plainDay } from '#lib/day.ts'
import { findCurrentRegister, findLatestRegisterDay } from '#lib/practices/queries.ts'
import { listLoaded } from './import-queries.ts'
import { loadedIn, overlapOf, questionAbout } from './overlap.ts'
import type { Figures, RegisteredPractice } from './reading/reading.ts'

/** What becomes of loaded figures when a file is imported. */
export interface Against {
  /** All of it is loaded already, from this very file. */
  isSame: boolean
  /** What a person has to decide first. */
  question?: { code: string; message: string }
  /** What is replaced when the answer is yes. */
  replaced?: string
}

/** Compares a file that was read with what counts now. */
export async function compareWithLoaded(reader: Reader, figures: Figures, sha256: string): Promise<Against> {
  if (figures.kind === 'register') return compareWithRegister(reader, figures.rows, sha256)
  const overlap = overlapOf(figures, sha256, await listLoaded(reader, figures))
  const isSame = overlap.same === figures.rows.length
  if (overlap.loaded === 0) return { isSame }
  const question = { code: 'month_loaded', message: questionAbout(overlap) }
  return { isSame, question, replaced: loadedIn(overlap) }
}

/** A register takes the place of the one before, which is no question unless it is older or far smaller. */
async function compareWithRegister(
  reader: Reader,
  rows: RegisteredPractice[],
  sha256: string,
): Promise<Against> {
  const current = await findCurrentRegister(reader)
  if (!current) return { isSame: false }
  if (current.sha256 === sha256) return { isSame: true }
  const [loadedTo, thisTo] = [await findLatestRegisterDay(reader, current.id), latestDayIn(rows)]
  const isOlder = loadedTo !== undefined && thisTo !== undefined && thisTo < loadedTo
  const isSmaller = rows.length < current.practices / 2
  if (!isOlder && !isSmaller) return { isSame: false }
  const why = isOlder
    ? `the last opening or closing it knows of is of ${plainDay(thisTo)}, and the loaded register knows of one on ${plainDay(loadedTo)}`
    : `it holds ${rows.length.toLocaleString('en-GB')} organisations, and the loaded register ${current.practices.toLocaleString('en-GB')}`
  const message = `This register looks ${isOlder ? 'older' : 'incomplete'}: ${why}. Keep the loaded register, or replace it?`
  return { isSame: false, question: { code: 'register_loaded', message }, replaced: 'the practice register' }
}

const latestDayIn = (rows: RegisteredPractice[]) =>
  rows
    .flatMap(({ openedOn, closedOn }) => [openedOn, closedOn])
    .filter((day) => day !== null)
    .sort()
    .at(-1)
