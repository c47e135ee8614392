import { nhsNumberVerdict } from './nhs-number.ts'

/** `block`: never stored. `ask`: stored only when the person says that it is no identifier. `warn`: stored and said. */
export type Verdict = 'block' | 'ask' | 'warn'

/** Where something was found. Never what: a finding may be logged. */
export interface Finding {
  verdict: Verdict
  rule: 'nhs-number' | 'nhs-number-checksum' | 'nhs-number-test-range'
  /** Characters from the start of the text. */
  from: number
  to: number
}

const SEPARATOR = '[ \\u00a0\\u2009\\u202f.\\-–/]'
/** Digits with at most one separator between two of them. */
const DIGIT_RUN = new RegExp(`\\d(?:${SEPARATOR}?\\d)*`, 'g')
const GROUPED = new RegExp(`\\d{3}${SEPARATOR}\\d{3}${SEPARATOR}\\d{4}`, 'g')
const WHOLE = /\d+/g

const FOUND: Record<string, Pick<Finding, 'verdict' | 'rule'>> = {
  issued: { verdict: 'block', rule: 'nhs-number' },
  'checksum only': { verdict: 'ask', rule: 'nhs-number-checksum' },
  test: { verdict: 'warn', rule: 'nhs-number-test-range' },
}

/**
 * Every place in a text that may be an NHS number. Boundaries come first (an eleven-digit telephone number is
 * none, however its inner digits check), then the checksum, then the range.
 */
export function findIdentifiers(typed: string): Finding[] {
  const text = readable(typed)
  return Array.from(text.matchAll(DIGIT_RUN))
    .flatMap((run) => candidates(run[0], run.index))
    .flatMap(({ digits, from, to, usual }) => {
      const verdict = nhsNumberVerdict(digits)
      const found = usual || verdict === 'issued' ? FOUND[verdict] : undefined
      return found ? [{ ...found, from, to }] : []
    })
}

/** Full-width digits read as digits, invisible characters do not hide a number; every position is kept. */
function readable(typed: string): string {
  return typed
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '-')
}

/** How NHS numbers are written. Any other grouping (a DOI, a range of years) counts only when the number is issued. */
const USUAL = new RegExp(`^(\\d{10}|\\d{3}${SEPARATOR}\\d{3}${SEPARATOR}\\d{4})$`)

/** A run of exactly ten digits is one candidate; in a longer one each word of ten and each 3-3-4 group is. */
function candidates(run: string, start: number) {
  const digits = run.replace(/\D/g, '')
  if (digits.length === 10) return [{ digits, from: start, to: start + run.length, usual: USUAL.test(run) }]
  if (digits.length < 10) return []
  const words = Array.from(run.matchAll(WHOLE)).filter((word) => word[0].length === 10)
  const groups = Array.from(run.matchAll(GROUPED)).filter((group) =>
    standsAlone(run, group.index, group[0].length),
  )
  return [...words, ...groups].map((match) => ({
    digits: match[0].replace(/\D/g, ''),
    from: start + match.index,
    to: start + match.index + match[0].length,
    usual: true,
  }))
}

const standsAlone = (run: string, from: number, length: number) =>
  !/\d/.test(run[from - 1] ?? '') && !/\d/.test(run[from + length] ?? '')

/** The gravest finding decides; undefined when there is none. */
export function gravest(findings: Finding[]): Verdict | undefined {
  return (['block', 'ask', 'warn'] as const).find((verdict) => findings.some((f) => f.verdict === verdict))
}
