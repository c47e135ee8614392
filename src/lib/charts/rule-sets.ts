import type { RuleSet } from './reading.ts'
import type { View } from './views.ts'

export const anhojRules: RuleSet = {
  name: 'Anhøj rules',
  version: '2014',
  source: 'Anhøj and Olesen 2014, PLoS ONE 9(11): e113825',
}

/** What each view judges by; the name is on every chart. */
export const ruleSets: Record<View, RuleSet> = {
  run: anhojRules,
  limits: {
    name: '3-sigma limits',
    version: 'ranges screened at 3.267 means',
    source:
      'Shewhart; Laney 2002 for p′ and u′, Taylor 2017 for I′; moving ranges screened once (Nelson 1982)',
  },
  nhs: {
    name: 'NHS Making Data Count rules',
    version: '7 points, 2 in 3, trend of 7; ranges screened',
    source: 'NHS England, Making Data Count; order of rules as in NHSRplotthedots 0.2.2',
  },
  seasonal: { name: 'No rules', version: 'for looking only', source: '' },
}
