import { plainHeading } from './headings.ts'

/** The downloads of OpenPrescribing: the columns that are read of each. */
export const downloads = {
  /** "Download data" under a chart. */
  chart: {
    date: ['DATE'],
    practice: ['ORG_ID'],
    numerator: ['NUMERATOR'],
    denominator: ['DENOMINATOR'],
    value: ['RATIO'],
  },
  /** The API's measure_by_practice: measures.csv. */
  measures: {
    measure: ['MEASURE'],
    organisation: ['ORG_TYPE'],
    practice: ['ORG_ID'],
    date: ['DATE'],
    numerator: ['NUMERATOR'],
    denominator: ['DENOMINATOR'],
    value: ['CALC_VALUE'],
  },
  /** The API's spending_by_org. */
  spending: { date: ['DATE'], practice: ['ROW_ID'], items: ['ITEMS'], cost: ['ACTUAL_COST'] },
  /** The API's org_details. */
  lists: { date: ['DATE'], practice: ['ROW_ID'], patients: ['TOTAL_LIST_SIZE'] },
  /** The page "Analyse". */
  analyse: { date: ['DATE'], practice: ['ID'], items: ['Y_ITEMS'], cost: ['Y_ACTUAL_COST'] },
  /** What a measure's numerator is made of. */
  breakdown: {
    presentation: ['BNF_CODE'],
    name: ['PRESENTATION_NAME'],
    cost: ['COST'],
    items: ['TOTAL_ITEMS'],
  },
} satisfies Record<string, Record<string, string[]>>

/** Columns that the page "Analyse" adds for what one compares with. */
export const analyseMore = {
  patients: ['TOTAL_LIST_SIZE'],
  comparedItems: ['X_ITEMS'],
  comparedCost: ['X_ACTUAL_COST'],
}

export type Download = keyof typeof downloads
const LEAST = 3

/** Which download it is, by its headings; one heading may be missing where three others are there. */
export function downloadNamed(headings: readonly string[]): Download | undefined {
  const names = new Set(headings.map(plainHeading))
  const kinds = Object.entries(downloads).map(([kind, columns]) => {
    const wanted = Object.values<string[]>(columns)
    const there = wanted.filter((aliases) => aliases.some((alias) => names.has(alias))).length
    return { kind: kind as Download, there, missing: wanted.length - there }
  })
  return kinds
    .filter(({ there, missing }) => there >= LEAST && missing <= 1)
    .sort((a, b) => a.missing - b.missing || b.there - a.there)[0]?.kind
}
