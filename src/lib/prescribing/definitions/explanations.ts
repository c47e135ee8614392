import type { SourceName } from './sources.ts'

/** What the page of a measure says of it besides its figures and codes. */
export interface Explanation {
  numerator: string
  denominator: string
  sources: readonly SourceName[]
  caveats: readonly string[]
  history: readonly { when: string; what: string }[]
}

const LIST =
  'Patients registered on the first day of the month, in thousands: all ages, not weighted. A missing list is carried forward for at most three months and marked; with fewer than 100 patients there is no rate.'
const LONG_ACTING =
  'Items of all long-acting presentations: fentanyl and buprenorphine patches, and modified-release morphine, oxycodone, tapentadol and hydromorphone. Not tramadol, codeine or dihydrocodeine.'
const highDose = (mg: number) =>
  `Items of long-acting presentations whose usual use gives ${mg} mg or more of oral morphine equivalent a day: a patch worn all the time, one modified-release tablet or capsule twice a day, MXL and Onexila XL once a day.`

const FEW =
  'Many practices have five or fewer of these items a month, so single prescriptions move the line. Look at several months together.'
const STRENGTH_NOT_DOSE =
  'It is the strength on the label that counts, not what a person takes: somebody on two 60 mg capsules twice a day is counted by the 60 mg, somebody on half a tablet by the whole.'
const ITEM =
  'An item is one line of a prescription. It may hold 7 tablets or 224, so a change from monthly to weekly prescribing raises items and not the amount.'
const THRESHOLD =
  'Opioids Aware says that above the threshold harm rises without more benefit. It does not say what is right for one person: reduce with the person, slowly, never abruptly (NICE NG215).'
const MIX =
  'Palliative care, the age of the list and services that the practice hosts move it as much as prescribing habits do. The source gives it no better direction and neither does this platform.'
const REMOTE =
  'Fentanyl nasal sprays count as items and add no morphine equivalent, because the size of their unit of quantity is uncertain.'
const KEYING =
  'One mistyped quantity, such as 1,000 patches on one item, lifts it for a month. Items do not move then: read both side by side.'
const MOVED = {
  when: 'November 2025',
  what: 'OpenPrescribing moved the threshold from 120 to 90 mg a day after Opioids Aware had changed. The 90 mg definition is applied to every month shown; the 120 mg one is kept as a measure of its own, and the two are never joined.',
}
const OURS_FIRST = (when: string, what: string) => [{ when, what }]

const dependencyForming = ['dependencyForming', 'bnfCodes', 'prescribingData', 'listSizes'] as const
const dose = ['factors', 'opioidsAware', 'openSafely', 'bnfCodes', 'prescribingData'] as const

export const explanations: Readonly<Record<string, Explanation>> = {
  opioid_items_per_1000: {
    numerator: 'Items of the 25 opioid chemicals that NHSBSA counts as dependency forming.',
    denominator: LIST,
    sources: dependencyForming,
    caveats: [
      ITEM,
      'Codeine linctus, co-proxamol, codeine with aspirin or ibuprofen, and medicines for opioid dependence are left out.',
    ],
    history: [],
  },
  opioid_ome_per_1000: {
    numerator:
      'Quantity × strength × factor of every opioid presentation, summed, in milligrams of oral morphine equivalent. Codeine linctus and ibuprofen with codeine are in; medicines for opioid dependence (BNF 4.10) are not.',
    denominator: LIST,
    sources: ['opioidome', ...dose, 'listSizes'],
    caveats: [
      MIX,
      KEYING,
      REMOTE,
      'Hapoctasin is a patch for 72 hours that the table takes for one of 96, as OpenPrescribing does, so its patches count for a third more than they should.',
      'OpenPrescribing counts a code that two products share twice and misses buprenorphine patches of 25, 30 and 40 micrograms an hour. Here each code counts once and those patches for 168 hours, so totals differ a little.',
      'A presentation that is not in the table yet adds nothing. The report of each import names such codes with the items lost, and the point on the chart says so.',
    ],
    history: [
      {
        when: 'September 2026',
        what: 'OpenPrescribing began to review its factors (meptazinol 0.03 or 0.04 among them). Nothing is taken over before the review ends; a change here will be a new version.',
      },
    ],
  },
  high_dose_items_per_1000: {
    numerator: highDose(90),
    denominator: LIST,
    sources: ['opioidper1000', ...dose, 'listSizes'],
    caveats: [STRENGTH_NOT_DOSE, FEW, THRESHOLD],
    history: [MOVED],
  },
  high_dose_percent: {
    numerator: highDose(90),
    denominator: LONG_ACTING,
    sources: ['opioidspercent', ...dose],
    caveats: [
      'It falls when high doses fall, and also when more long-acting opioids of low strength are started. Read it beside the items.',
      STRENGTH_NOT_DOSE,
      FEW,
      THRESHOLD,
    ],
    history: [MOVED],
  },
  high_dose_percent_all: {
    numerator: highDose(90),
    denominator: 'Items of the 25 opioid chemicals that NHSBSA counts as dependency forming.',
    sources: ['collaborative', 'dependencyForming', ...dose],
    caveats: [STRENGTH_NOT_DOSE, FEW, THRESHOLD],
    history: [MOVED],
  },
  high_dose_120_items_per_1000: {
    numerator: highDose(120),
    denominator: LIST,
    sources: ['retired', ...dose, 'listSizes'],
    caveats: [STRENGTH_NOT_DOSE, FEW, THRESHOLD],
    history: [MOVED],
  },
  high_dose_120_percent: {
    numerator: highDose(120),
    denominator: LONG_ACTING,
    sources: ['retired', ...dose],
    caveats: [STRENGTH_NOT_DOSE, FEW, THRESHOLD],
    history: [MOVED],
  },
  gabapentinoid_items_per_1000: {
    numerator: 'Items of gabapentin and pregabalin.',
    denominator: LIST,
    sources: dependencyForming,
    caveats: [ITEM, 'They are also medicines for epilepsy and anxiety: which it was for is not in the data.'],
    history: [],
  },
  gabapentinoid_ddd_per_1000: {
    numerator: 'Milligrams of pregabalin ÷ 300 plus milligrams of gabapentin ÷ 1,800: defined daily doses.',
    denominator: LIST,
    sources: ['gabapentinoidsddd', 'bnfCodes', 'prescribingData', 'listSizes'],
    caveats: [
      'A defined daily dose compares amounts. It is neither a recommended dose nor a person-day.',
      'They are also medicines for epilepsy and anxiety: which it was for is not in the data.',
      'The source gives it no better direction and neither does this platform.',
    ],
    history: [],
  },
  pregabalin_mg_per_1000: {
    numerator: 'Milligrams of pregabalin: quantity × strength.',
    denominator: LIST,
    sources: ['pregabalinmg', 'bnfCodes', 'prescribingData', 'listSizes'],
    caveats: [
      'Two 75 mg capsules and one of 150 mg count the same here; as items they may not.',
      'It is also a medicine for epilepsy and anxiety: which it was for is not in the data.',
      'The source gives it no better direction and neither does this platform.',
    ],
    history: [],
  },
  tramadol_items_per_1000: {
    numerator: 'Items of tramadol, tramadol with paracetamol included (BNF chemical 040702040).',
    denominator: LIST,
    sources: ['collaborative', 'bnfCodes', 'prescribingData', 'listSizes'],
    caveats: [ITEM, 'When codeine takes its place, all opioid items stay as they are: read both.'],
    history: [],
  },
  bzd_zdrug_items_per_1000: {
    numerator: 'Items of the 10 benzodiazepines and 3 Z-drugs that NHSBSA counts as dependency forming.',
    denominator: LIST,
    sources: dependencyForming,
    caveats: [
      ITEM,
      'OpenPrescribing bdzper1000 counts average daily quantities of a wider set instead, so its figures cannot be compared with these.',
    ],
    history: [],
  },
  morphine_liquid_mg_per_1000: {
    numerator: 'Milligrams of morphine in oral liquids: millilitres × milligrams in one.',
    denominator: LIST,
    sources: ['morphineSolutionList', 'bnfCodes', 'prescribingData', 'listSizes'],
    caveats: ['Morphine liquid for the last days of life is in it and cannot be told apart.', KEYING],
    history: OURS_FIRST('February 2026', 'OpenPrescribing published this measure.'),
  },
  morphine_10mg5ml_over_300ml_percent: {
    numerator: 'Millilitres of morphine 10mg/5ml oral solution on items of more than 300 ml each.',
    denominator: 'All millilitres of morphine 10mg/5ml oral solution, brands included.',
    sources: ['morphineSolutionHighQuantity', 'bnfCodes', 'prescribingData'],
    caveats: [
      'A practice may prescribe a handful of bottles a month, so one bottle moves it far.',
      'It needs the quantity of each item and cannot be formed from data that are already summed, such as most downloads.',
    ],
    history: OURS_FIRST('February 2026', 'OpenPrescribing published this measure.'),
  },
  coproxamol_cost_per_1000: {
    numerator: 'Actual cost in pounds of co-proxamol (BNF chemical 0407010Q0).',
    denominator: LIST,
    sources: ['lpcoprox', 'bnfCodes', 'prescribingData', 'listSizes'],
    caveats: [
      'It is a cost, so a change of price moves it without anyone prescribing differently.',
      'Co-proxamol lost its licence, and the NHS advises against starting it. Most practices prescribe none, which is a true zero.',
    ],
    history: [],
  },
}

/** True of every measure made of what NHSBSA publishes. */
export const cannotSay: readonly string[] = [
  'How many people take a medicine, who they are, or how much each takes: there are no patients in the data.',
  'For how long somebody has taken it, or whether two medicines are taken together.',
  'What it was prescribed for, and whether it was right: palliative care looks like any other.',
  'When it was prescribed to the day: the month is that of the pharmacy’s claim. Hospital and private prescriptions are not in it.',
]
