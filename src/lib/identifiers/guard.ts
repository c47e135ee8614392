import { digitRuns } from './digit-groups.ts'
import { nhsNumberVerdict } from './nhs-number.ts'
import { tenDigitsIn } from './ten-digits.ts'

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
  return digitRuns(typed)
    .flatMap(tenDigitsIn)
    .flatMap(({ digits, from, to, usual }) => {
      const verdict = nhsNumberVerdict(digits)
      const found = usual || verdict === 'issued' ? FOUND[verdict] : undefined
      return found ? [{ ...found, from, to }] : []
    })
}

/** The gravest finding decides; undefined when there is none. */
export function gravest(findings: Finding[]): Verdict | undefined {
  return (['block', 'ask', 'warn'] as const).find((verdict) => findings.some((f) => f.verdict === verdict))
}
