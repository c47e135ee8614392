import type { Day } from '#lib/day.ts'

export interface Source {
  title: string
  publisher: string
  licence: string
  /** When it was read. */
  readOn: Day
  href?: string
}

const OGL = 'Open Government Licence v3.0'
const restated =
  'Restated in our own words and layout; the published definition and its code belong to its authors'
const readOn = '2026-11-22'
const openPrescribing = (id: string): Source => ({
  title: `OpenPrescribing measure ${id}`,
  publisher: 'Bennett Institute for Applied Data Science, University of Oxford',
  licence: restated,
  readOn,
  href: `https://openprescribing.net/measure/${id}/`,
})

export const sources = {
  dependencyForming: {
    title: 'Dependency Forming Medicines statistics, methodology and chemical lists',
    publisher: 'NHS Business Services Authority',
    licence: OGL,
    readOn,
  },
  bnfCodes: {
    title: 'BNF presentation codes and names, and their changes of January 2020 and January 2025',
    publisher: 'NHS Business Services Authority',
    licence: OGL,
    readOn,
  },
  prescribingData: {
    title: 'English Prescribing Dataset',
    publisher: 'NHS Business Services Authority',
    licence: OGL,
    readOn,
  },
  listSizes: {
    title: 'Patients Registered at a GP Practice',
    publisher: 'NHS England',
    licence: OGL,
    readOn,
  },
  factors: {
    title: 'Morphine equivalence table of OpenPrescribing, August 2020, under review since 14 September 2026',
    publisher: 'Bennett Institute for Applied Data Science, University of Oxford',
    licence: restated,
    readOn,
  },
  opioidsAware: {
    title: 'Opioids Aware: dose equivalents and the dose above which harm outweighs benefit',
    publisher: 'Faculty of Pain Medicine, August 2020; threshold 90 mg a day since 2025',
    licence: 'Figures restated as facts',
    readOn,
  },
  openSafely: {
    title:
      'Opioid code lists of OpenSAFELY, against which long-acting and high-dose presentations were checked',
    publisher: 'OpenSAFELY, University of Oxford',
    licence: 'Used for checking, not carried over',
    readOn,
  },
  opioidome: openPrescribing('opioidome'),
  opioidper1000: openPrescribing('opioidper1000'),
  opioidspercent: openPrescribing('opioidspercent'),
  gabapentinoidsddd: openPrescribing('gabapentinoidsddd'),
  pregabalinmg: openPrescribing('pregabalinmg'),
  morphineSolutionList: openPrescribing('morphine_solution_list'),
  morphineSolutionHighQuantity: openPrescribing('morphine_solution_high_quantity'),
  lpcoprox: openPrescribing('lpcoprox'),
  retired: {
    title:
      'OpenPrescribing measures opioidper1000_120plus and opioidspercent_plus120, retired in November 2025',
    publisher: 'Bennett Institute for Applied Data Science, University of Oxford',
    licence: restated,
    readOn,
  },
  collaborative: {
    title: 'Definition of this programme',
    publisher: 'The opioid stewardship collaborative',
    licence: 'Free to use',
    readOn,
  },
} satisfies Record<string, Source>

export type SourceName = keyof typeof sources
