import type { Case, Refused } from './cases.ts'
import { analysedChart } from './chart-case.ts'
import { analysedRebase } from './rebase-case.ts'
import { analysedIhi, analysedSigmaRules } from './rule-cases.ts'
import { analysedXmr } from './xmr-case.ts'

/** The answer to one case in the shape that the golden file of its kind has. */
export function analysed(given: Case): object | Refused {
  switch (given.method) {
    case 'anhoej':
      return analysedChart(given)
    case 'weco':
    case 'nelson':
      return analysedSigmaRules(given)
    case 'ihi':
      return analysedIhi(given)
    case 'mdc':
      return analysedXmr(given)
    case 'auto-rebase':
      return analysedRebase(given)
    default:
      return { error: true, reason: 'unknown method' }
  }
}
