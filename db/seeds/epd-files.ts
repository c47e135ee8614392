import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addMonths, type Month } from '#lib/day.ts'
import { bell, chanceFrom, countAround } from './epd-chance.ts'
import { chapterOf, presentations, type SeedPresentation } from './epd-presentations.ts'
import {
  factorOf,
  hasList,
  hasRows,
  patientsListed,
  patientsSeen,
  type SeedPractice,
  type Settled,
  settled,
} from './epd-stories.ts'

/** Headings of files from March 2025 on; the files of 2026 quote every cell. */
export const EPD_HEADINGS =
  'YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,ICB_NAME,ICB_CODE,PCO_NAME,PCO_CODE,PRACTICE_NAME,PRACTICE_CODE,ADDRESS_1,ADDRESS_2,ADDRESS_3,ADDRESS_4,POSTCODE,BNF_CHEMICAL_SUBSTANCE_CODE,BNF_CHEMICAL_SUBSTANCE,BNF_PRESENTATION_CODE,BNF_PRESENTATION_NAME,BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQ_USAGE,NIC,ACTUAL_COST,UNIDENTIFIED,SNOMED_CODE'
const LIST_HEADINGS =
  'PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS'
const COMMISSIONER = '98Z'
const placeOf = (commissioner = COMMISSIONER) => [
  'INVENTED REGION',
  'Y98',
  'NHS INVENTED INTEGRATED CARE BOARD',
  'QZ7',
  `NHS INVENTED ICB - ${commissioner}`,
  `${commissioner}00`,
]
/** Working days make February short and December long. */
const SEASON = [1.02, 0.93, 1.02, 0.99, 0.99, 1, 1.03, 0.97, 0.99, 1.03, 0.98, 1.05]
const DISCOUNT = 0.93

export interface EpdFiles {
  practices: readonly SeedPractice[]
  months: readonly Month[]
  seed: string
}

/** `count` months that end with `last`, the earliest first. */
export const monthsUntil = (last: Month, count: number): Month[] =>
  Array.from({ length: count }, (_, index) => addMonths(last, index + 1 - count))

/**
 * Writes prescribing and list-size files of invented practices in the layout of the real ones, the same bytes
 * for the same arguments. Answers their paths in the order in which they are imported.
 */
export async function writeEpdFiles(
  folder: string,
  { practices, months, seed }: EpdFiles,
): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const all = practices.map(settled)
  const paths: string[] = []
  for (const [index, month] of months.entries()) {
    const monthsAgo = months.length - 1 - index
    const chance = (practice: Settled) => chanceFrom(`${seed} ${practice.code} ${month}`)
    const lists = all.filter((practice) => hasList(practice, monthsAgo))
    const rows = all
      .filter((practice) => hasRows(practice, monthsAgo))
      .flatMap((practice) => practiceRows(practice, month, monthsAgo, months.length, chance(practice)))
    const files = [
      [`gp-reg-pat-prac-all_${month}.csv`, listFile(lists, month, index, monthsAgo)],
      [`EPD_SNOMED_${month.replace('-', '')}.csv`, epdFile([...rows, ...unidentifiedRows(month, seed)])],
    ] as const
    for (const [name, text] of files) {
      paths.push(join(folder, name))
      await writeFile(join(folder, name), text)
    }
  }
  return paths
}

const epdFile = (rows: string[][]) =>
  [EPD_HEADINGS.split(','), ...rows].map((row) => `${row.map((cell) => `"${cell}"`).join(',')}\n`).join('')

function listFile(practices: Settled[], month: Month, index: number, monthsAgo: number): string {
  const rows = practices.map((practice) => {
    const { code, commissioner = COMMISSIONER } = practice
    const patients = Math.round(patientsListed(practice, monthsAgo) * (1 + 0.0008 * index))
    return `GP_PRAC_PAT_LIST,${month}-01,GP,${commissioner},E38999998,${code},${postcodeOf(code)},ALL,ALL,${patients}`
  })
  return [LIST_HEADINGS, ...rows, ''].join('\n')
}

function practiceRows(
  practice: Settled,
  month: Month,
  monthsAgo: number,
  months: number,
  chance: () => number,
): string[][] {
  const busy = 1 + 0.03 * bell(chance)
  const cells = practiceCells(practice)
  const place = placeOf(practice.commissioner)
  const patients = patientsSeen(practice, monthsAgo)
  const rows = (practice.isBackground ? fewPresentations : presentations).flatMap((presentation) => {
    const factor = factorOf(practice, presentation.group, monthsAgo, months) * busy * seasonOf(month)
    const items = countAround((presentation.rate * patients * factor) / 1000, chance)
    const { quantities } = presentation
    return shared(items, practice.isBackground ? quantities.slice(0, 1) : quantities, chance).map(
      ([quantity, share]) => epdRow(cells, month, presentation, quantity, share, place),
    )
  })
  const typed = practice.mistyped?.monthsAgo === monthsAgo && practice.mistyped.presentation
  const mistyped = presentations.filter(({ code }) => code === typed)
  return [...rows, ...mistyped.map((presentation) => epdRow(cells, month, presentation, 1000, 1, place))]
}

/** Divides items among the quantities they are written for: half of the usual one, the rest by turns. */
function shared(
  items: number,
  quantities: number[],
  chance: () => number,
): [quantity: number, items: number][] {
  const shares = new Map<number, number>()
  let left = items
  for (const [index, quantity] of quantities.entries()) {
    const isLast = index === quantities.length - 1
    const share = isLast ? left : Math.min(left, Math.round(left * (0.45 + 0.2 * chance())))
    if (share > 0) shares.set(quantity, share)
    left -= share
  }
  return [...shares]
}

function epdRow(
  practice: string[],
  month: Month,
  { code, name, chemical, price }: SeedPresentation,
  quantity: number,
  items: number,
  place = placeOf(),
): string[] {
  const total = quantity * items
  const cost = total * price
  const drug = [code.slice(0, 9), chemical, code, name, chapterOf(code)]
  const figures = [
    `${quantity}.`,
    `${items}`,
    `${total}.`,
    '0.',
    cost.toFixed(2),
    (cost * DISCOUNT).toFixed(5),
  ]
  const isUnidentified = practice.includes('-') ? 'Y' : 'N'
  return [month, ...place, ...practice, ...drug, ...figures, isUnidentified, '']
}

function practiceCells({ code, name }: Settled): string[] {
  return [
    name.toUpperCase(),
    code,
    `${Number(code.slice(4))} EXAMPLE ROAD`,
    'INVENTED TOWN',
    '',
    '',
    postcodeOf(code),
  ]
}

/** A few rows that belong to no practice, as every real file has. */
function unidentifiedRows(month: Month, seed: string): string[][] {
  const chance = chanceFrom(`${seed} - ${month}`)
  const nobody = ['UNIDENTIFIED DOCTORS', '-', '-', '-', '-', '-', '-']
  return presentations
    .filter(() => chance() < 0.05)
    .map((presentation) => epdRow(nobody, month, presentation, presentation.quantities[0] ?? 28, 1))
}

/** Of medicines that no measure counts, the first few. */
const fewPresentations = presentations.filter(
  ({ group }, at) => group !== 'other' || presentations[at - 2]?.group !== 'other',
)

const postcodeOf = (code: string) => `ZZ${code.slice(4)} ${code.slice(-1)}ZZ`
const seasonOf = (month: Month) => SEASON[Number(month.slice(5)) - 1] ?? 1
