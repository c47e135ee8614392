import type { Day } from '#lib/day.ts'
import { isClosedIn, type RecordedSuccession, successionInWords } from '#lib/practices/rules.ts'
import type { Place, Problems } from './problems.ts'
import { lineKey, type PracticeMonth } from './reading/reading.ts'
import { SMALLEST_LIST } from './values.ts'

/** The codes that a file of prescribing is compared with. */
export interface KnownPractices {
  codes: ReadonlySet<string>
  /** From the practice register, which alone knows who has closed and who is a GP practice. */
  isRegister: boolean
  closedOn: ReadonlyMap<string, Day>
  /** Open practices of the setting that the register gives to GP practices. */
  openGpPractices: ReadonlySet<string>
  /** Codes of the register with any other setting: hospices, out-of-hours services, prisons and others. */
  costCentres: ReadonlySet<string>
  /** Patients of those whose list is too small for a rate. */
  tokenLists: ReadonlyMap<string, number>
  successions: readonly RecordedSuccession[]
}

/** A practice in a month; a download has a value there, and no sums. */
export type FoundMonth = Pick<PracticeMonth, 'practiceCode' | 'month'> & Partial<Pick<PracticeMonth, 'sums'>>

/** Practices and months of a file, and on which line each begins. */
export interface FoundPractices {
  rows: readonly FoundMonth[]
  firstLines: ReadonlyMap<string, number>
}

const NAMED = 10
const NAMED_COST_CENTRES = 3

/**
 * Names the practices of a file that nothing here knows of, that have closed or merged, or that are none, each with its
 * line. They keep no file out: a code may be new, belong to a hospice or an out-of-hours service, or be mistyped. What
 * is said holds while a file waits for an answer too, so it tells what counts and never what was done.
 */
export function reportPractices(found: FoundPractices, known: KnownPractices, problems: Problems) {
  const one = namer(found)
  const codes = [...new Set(found.rows.map(({ practiceCode }) => practiceCode))].sort()
  unknownCodes(
    codes.filter((code) => !known.codes.has(code)),
    known,
    one,
    problems,
  )
  costCentres(
    codes.filter((code) => known.costCentres.has(code)),
    codes.length,
    one,
    problems,
  )
  tokenLists(
    codes.filter((code) => known.tokenLists.has(code)),
    known,
    one,
    problems,
  )
  late(found.rows, known, one, problems)
}

interface Namer {
  /** "Z98001 (line 12)", the first ten of them, and how many more; `also` is said beside the line. */
  inWords(codes: readonly string[], also?: (code: string) => string | undefined, most?: number): string
  /** Where the first of them begins. */
  place(codes: readonly string[]): Place
}

function namer({ rows, firstLines }: FoundPractices): Namer {
  const lines = new Map<string, number>()
  for (const row of rows) {
    const line = firstLines.get(lineKey(row))
    if (line !== undefined) lines.set(row.practiceCode, Math.min(line, lines.get(row.practiceCode) ?? line))
  }
  return {
    inWords(codes, also = () => undefined, most = NAMED) {
      const named = codes.slice(0, most).map((code) => {
        const line = lines.get(code)
        const beside = [line === undefined ? undefined : `line ${line}`, also(code)].filter(Boolean)
        return beside.length > 0 ? `${code} (${beside.join('; ')})` : code
      })
      const more = codes.length - named.length
      return `${named.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en-GB')} more` : ''}`
    },
    place(codes) {
      const first = Math.min(...codes.map((code) => lines.get(code) ?? Infinity))
      return Number.isFinite(first) ? { line: first } : {}
    },
  }
}

function unknownCodes(unknown: string[], known: KnownPractices, one: Namer, problems: Problems) {
  if (unknown.length === 0) return
  const named = one.inWords(unknown)
  const place = one.place(unknown)
  const [is, own] = unknown.length === 1 ? ['is', 'Its'] : ['are', 'Their']
  const counts = `${own} figures count like any other’s: check the code, or import`
  if (known.isRegister) {
    const message = `${named} ${is} not in the practice register. ${counts} a newer register.`
    return problems.warn('unknown_practice', message, place)
  }
  if (known.codes.size === 0) {
    const message = `No list of practices is loaded yet, so these codes could not be checked: ${named}. Import the practice register (epraccur), and the list-size file of the month, without which there are no rates either.`
    return problems.note('practices_not_checked', message, place)
  }
  const message = `${named} ${is} in no list-size file and no one from there takes part. ${counts} the practice register (epraccur).`
  problems.warn('unknown_practice', message, place)
}

function costCentres(codes: string[], all: number, one: Namer, problems: Problems) {
  if (codes.length === 0) return
  const are =
    codes.length === 1 ? 'is no GP practice but a cost centre' : 'are no GP practices but cost centres'
  const named = one.inWords(codes, undefined, NAMED_COST_CENTRES)
  const message = `${count(codes.length)} of ${count(all)} practice codes in this file ${are} by the register (hospices, out-of-hours and prison services and the like): ${named}. What they prescribe counts for their own code; areas and comparisons leave them out.`
  problems.note('cost_centres', message, one.place(codes))
}

function tokenLists(codes: string[], { tokenLists: sizes }: KnownPractices, one: Namer, problems: Problems) {
  if (codes.length === 0) return
  const named = one.inWords(codes, (code) => `${count(sizes.get(code) ?? 0)} patients`)
  const has = codes.length === 1 ? 'has' : 'have'
  const message = `${named} ${has} a list of fewer than ${SMALLEST_LIST} patients, as services that are no practice do. There is no rate for so few, and areas leave them out.`
  problems.note('token_lists', message, one.place(codes))
}

/** Late claims go on for months after a practice closed or merged: they are kept, and no value counts those of a closed one. */
function late(rows: readonly FoundMonth[], known: KnownPractices, one: Namer, problems: Problems) {
  const closed = rows.filter(({ practiceCode, month }) =>
    isClosedIn(month, { closedOn: known.closedOn.get(practiceCode) ?? null }),
  )
  const successionOf = ({ practiceCode, month }: FoundMonth) =>
    known.successions.find((each) => each.practiceCode === practiceCode && each.fromDay <= `${month}-01`)
  const merged = rows.filter((row) => !closed.includes(row) && successionOf(row))
  const named = (of: FoundMonth[]) => {
    const codes = [...new Set(of.map(({ practiceCode }) => practiceCode))].sort()
    const followed = (code: string) => {
      const succession = of.flatMap((row) => (row.practiceCode === code ? (successionOf(row) ?? []) : []))[0]
      if (!succession) return undefined
      const { words, other } = successionInWords(succession, code)
      return `${words} ${other}`
    }
    return { codes, inWords: one.inWords(codes, followed), place: one.place(codes) }
  }
  if (closed.length > 0) {
    const { codes, inWords, place } = named(closed)
    const whose = codes.length === 1 ? 'a practice that had closed' : 'practices that had closed'
    const message = `${itemsOf(closed)} of ${whose} before the month began: ${inWords}. Late claims are usual for some months. Such months are shown as closed, without values.`
    problems.note('closed_practice_items', message, place)
  }
  if (merged.length > 0) {
    const { codes, inWords, place } = named(merged)
    const whose = codes.length === 1 ? 'a practice that another took' : 'practices that others took'
    const message = `${itemsOf(merged)} of ${whose} over before the month began: ${inWords}. The register does not say that ${codes.length === 1 ? 'it has' : 'they have'} closed, so the items count for the old code: import a newer register, or look at what was recorded.`
    problems.warn('merged_practice_items', message, place)
  }
}

function itemsOf(rows: readonly FoundMonth[]): string {
  if (!rows.some(({ sums }) => sums))
    return `${count(rows.length)} ${rows.length === 1 ? 'value is' : 'values are'}`
  const items = rows.reduce((total, { sums }) => total + (sums?.['items'] ?? 0), 0)
  return `${count(items)} ${items === 1 ? 'item is' : 'items are'}`
}

const count = (number: number) => number.toLocaleString('en-GB')
