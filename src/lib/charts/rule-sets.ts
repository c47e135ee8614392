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

/** The rule sets that `bin/analyse-series --csv` takes, by the name of its option. */
export const selectableRules = {
  anhoej: anhojRules,
  ihi: {
    name: 'IHI rules',
    version: 'shift of 6, trend of 5, too few or too many runs by the exact test',
    source: 'Perla, Provost and Murray 2011, BMJ Quality and Safety 20: 46',
  },
  weco: {
    name: 'Western Electric rules',
    version: '1956, 1 to 4',
    source: 'Western Electric, Statistical Quality Control Handbook, 1956',
  },
  nelson: {
    name: 'Nelson rules',
    version: '1984, 1 to 8',
    source: 'Nelson 1984, Journal of Quality Technology 16: 237',
  },
  mdc: ruleSets.nhs,
} as const satisfies Record<string, RuleSet>
export type SelectableRules = keyof typeof selectableRules
