/** Digits that follow one another without a break, as ASCII, and where they stand in the typed text. */
export interface Word {
  digits: string
  from: number
  to: number
  /** What stands between the word before and this one, without what nobody sees; '' when nothing else does. */
  gap: string
  /** As in +44. */
  plus: boolean
}

/** Digits of whatever script; the marks and invisible characters on a digit do not end a number. */
const WORD = /\p{Nd}+/gu
const UNSEEN = /[\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/gu
/** A currency or a percentage begins or ends an amount, so it does not stand inside a number. */
const JOINS = /^(?:(?![\p{Sc}%])[\s\p{P}\p{S}]){0,3}$/u

/** The words of a text in runs: what nothing but a short gap keeps apart may be one number. */
export function digitRuns(typed: string): Word[][] {
  const runs: Word[][] = []
  let end = 0
  for (const match of typed.matchAll(WORD)) {
    const between = typed.slice(end, match.index)
    const gap = between === ' ' ? between : between.replace(UNSEEN, '')
    const last = runs.at(-1)
    end = match.index + match[0].length
    const word = { digits: ascii(match[0]), from: match.index, to: end, gap, plus: gap.endsWith('+') }
    if (last && (gap === ' ' || JOINS.test(gap))) last.push(word)
    else runs.push([word])
  }
  return runs
}

const ascii = (digits: string) => (/^\d+$/.test(digits) ? digits : Array.from(digits, value).join(''))

const isDigit = (point: number) => /\p{Nd}/u.test(String.fromCodePoint(point))

/** Unicode keeps the ten digits of a script together, from nought to nine. */
function value(digit: string): string {
  const point = digit.codePointAt(0)!
  let first = point
  while (isDigit(first - 1)) first -= 1
  return String((point - first) % 10)
}
