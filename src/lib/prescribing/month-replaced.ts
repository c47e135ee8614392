import type { Month } from '#lib/day.ts'
import type { HeldPractices } from './held-practices.ts'
import {
  figuresInWords,
  KEEP_OR_REPLACE,
  loadedIn,
  monthsInWords,
  type Overlap,
  practicesInWords,
  sourceInWords,
} from './overlap.ts'
import type { Problem } from './problems.ts'

/** A month of a file for everyone, beside what is loaded of it. */
export interface MonthBeside {
  month: Month
  held: HeldPractices
  inFile: ReadonlySet<string>
}

/** What becomes of a month that is loaded for everyone, once the file is imported. */
export interface MonthReplaced {
  month: Month
  loaded: number
  /** Loaded practices that the file holds too. */
  there: number
  /** Practices of the file that are not loaded. */
  added: number
  /** Whether the file takes the place of the whole month. */
  isWhole: boolean
  /** Loaded practices that are not in the file: without figures afterwards where it is whole, as they were where not. */
  absent: string[]
}

/** A new issue holds all practices but a few that were corrected away; an extract or a cut-off file holds far fewer. */
const MOST_ABSENT = 0.1
/** Of so few practices one is more than a tenth. */
const isAllButOne = (absent: number, there: number) => absent === 1 && there >= 2

/** Undefined while the month is not loaded for everyone: practices that brought in their own ask for nobody's answer. */
export function monthReplaced({ month, held, inFile }: MonthBeside): MonthReplaced | undefined {
  const { forEveryone, own } = held
  if (forEveryone.size === 0) return undefined
  const absent = forEveryone.difference(inFile)
  const there = forEveryone.size - absent.size
  const isWhole = absent.size <= forEveryone.size * MOST_ABSENT || isAllButOne(absent.size, there)
  return {
    month,
    loaded: forEveryone.size,
    there,
    added: inFile.size - there,
    isWhole,
    absent: [...(isWhole ? absent.difference(own) : absent)].sort(),
  }
}

const NAMED = 10
const count = (number: number) => number.toLocaleString('en-GB')
const most = (months: readonly MonthReplaced[], of: (month: MonthReplaced) => number) =>
  Math.max(...months.map(of))

function named(codes: readonly string[]): string {
  const more = codes.length - NAMED
  return `${codes.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${count(more)} more` : ''}`
}

const absentOf = (months: readonly MonthReplaced[]) =>
  [...new Set(months.flatMap(({ absent }) => absent))].sort()
const wordsFor = (months: readonly MonthReplaced[]) => monthsInWords(months.map(({ month }) => month))

/** What a person has to decide before a file takes the place of what is loaded for everyone: what will happen, in numbers. */
export function questionAboutMonths(months: readonly MonthReplaced[], overlap: Overlap): string {
  const loaded = most(months, (each) => each.loaded)
  const there = most(months, (each) => each.there)
  const added = most(months, (each) => each.added)
  const others =
    added > 0
      ? `, ${there > 0 ? 'and' : 'but'} ${practicesInWords(added)} that ${added === 1 ? 'is' : 'are'} not loaded`
      : ''
  const held =
    there === 0
      ? `This file holds ${loaded === 1 ? 'not that one' : 'none of them'}${others}`
      : `This file holds ${there < loaded ? `${count(there)} of them` : loaded === 1 ? 'it' : 'all of them'}, with ${figuresInWords(overlap)}${others}`
  const what = loadedIn({ months: months.map(({ month }) => month), practices: loaded })
  const ask = there > 0 ? KEEP_OR_REPLACE : 'Leave it out, or take it in?'
  return `Loaded already: ${what}${sourceInWords(overlap)}. ${held}. ${consequence(months, there)} ${ask}`
}

function consequence(months: readonly MonthReplaced[], there: number): string {
  const whole = months.filter(({ isWhole }) => isWhole)
  const part = months.filter(({ isWhole }) => !isWhole)
  const lost = absentOf(whole)
  const kept = absentOf(part)
  const of = part.length > 0 && whole.length > 0
  const sentences = [
    whole.length > 0 &&
      `Replacing takes it for a new issue${of ? ` of ${wordsFor(whole)}` : ' of the whole month'}${lost.length === 0 ? '' : `: ${practicesInWords(lost.length)} that ${lost.length === 1 ? 'is loaded and is' : 'are loaded and are'} not in it (${named(lost)}) would have no figures of it any more`}.`,
    part.length > 0 &&
      (there === 0
        ? `Taking it in only adds: ${practicesInWords(kept.length)} that ${kept.length === 1 ? 'is loaded keeps its' : 'are loaded keep their'} figures.`
        : `It is too small a part${of ? ` of ${wordsFor(part)}` : ' of the month'} to be a new issue, so replacing changes only the practices that it holds: ${practicesInWords(kept.length)} more ${kept.length === 1 ? 'keeps its' : 'keep their'} figures.`),
  ]
  return sentences.filter((sentence) => typeof sentence === 'string').join(' ')
}

type Said = Pick<Problem, 'level' | 'code' | 'message'>

/** What became of practices that were loaded and are not in the file, after the answer. */
export function saidOfAbsent(months: readonly MonthReplaced[]): Said[] {
  const whole = months.filter(({ isWhole, absent }) => isWhole && absent.length > 0)
  const part = months.filter(({ isWhole, absent }) => !isWhole && absent.length > 0)
  const [lost, kept] = [absentOf(whole), absentOf(part)]
  const said: Said[] = []
  if (lost.length > 0) {
    const have = lost.length === 1 ? 'has' : 'have'
    const message = `${practicesInWords(lost.length)} that ${lost.length === 1 ? 'was' : 'were'} loaded and ${lost.length === 1 ? 'is' : 'are'} not in this file, a new issue of the month, ${have} no figures of ${wordsFor(whole)} any more: ${named(lost)}. Undoing this import brings them back.`
    said.push({ level: 'warning', code: 'practices_without_figures', message: capital(message) })
  }
  if (kept.length > 0) {
    const message = `${practicesInWords(kept.length)} that ${kept.length === 1 ? 'is' : 'are'} loaded and not in this file ${kept.length === 1 ? 'keeps its' : 'keep their'} figures of ${wordsFor(part)}: the file is too small a part of the month to be a new issue.`
    said.push({ level: 'note', code: 'practices_kept', message: capital(message) })
  }
  return said
}

/** Figures that practices brought in for themselves give way to a file for everyone without a question. */
export function saidOfOwn(overlap: Overlap): Said[] {
  if (overlap.loaded === 0) return []
  const { months, practices } = overlap
  const message = `${practices === 1 ? 'One practice' : practicesInWords(practices)} had brought in ${monthsInWords(months)} for ${practices === 1 ? 'itself' : 'themselves'}. What this file says counts now: ${figuresInWords(overlap)}.`
  return [{ level: 'note', code: 'own_files_replaced', message }]
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
