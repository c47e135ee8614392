import { ihiOf } from '../ihi.ts'
import { nelson, type RuleHits, westernElectric } from '../sigma-rules.ts'
import type { Figure, IhiCase, SigmaRulesCase } from './cases.ts'

export function analysedSigmaRules({ method, y, cl, sigma }: SigmaRulesCase): RuleHits {
  return (method === 'weco' ? westernElectric : nelson)(y, cl, sigma)
}

export function analysedIhi({ y }: IhiCase): Record<string, Figure | string | number[]> {
  const facts = ihiOf(y)
  return {
    cl: facts.cl,
    'n.useful': facts.useful,
    'n.runs': facts.runs,
    'runs.lower': facts.runsLower,
    'runs.upper': facts.runsUpper,
    'runs.signal': facts.runsSignal,
    shift: facts.shift,
    trend: facts.trend,
  }
}
