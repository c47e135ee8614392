import type { Reader } from '#db/store.ts'
import { type MeasureDefinition, measures } from './definitions/measures.ts'
import { listFigures } from './queries.ts'
import type { DownloadedValue } from './reading/reading.ts'
import { loadedValue, type PracticeFigures } from './values.ts'

/** How OpenPrescribing heads the chart of each of its measures, which is what a download of it is called. */
const HEADINGS: Record<string, string> = {
  opioidome: 'Prescribing of opioids (total oral morphine equivalence)',
  opioidper1000: 'High dose opioids per 1000 patients',
  opioidspercent: 'High dose opioid items as percentage regular opioids',
  opioidper1000_120plus: 'High dose opioids per 1000 patients',
  opioidspercent_plus120: 'High dose opioid items as percentage regular opioids',
  gabapentinoidsddd: 'Prescribing of gabapentin and pregabalin (DDD)',
  pregabalinmg: 'Prescribing of pregabalin (total mg)',
  morphine_solution_list: 'Immediate release oral morphine liquid',
  morphine_solution_high_quantity: 'High quantity prescribing of morphine sulphate oral solution',
  lpcoprox: 'Items which should not routinely be prescribed in primary care - co-proxamol',
}

const charted = measures.filter(({ openPrescribing }) => openPrescribing !== undefined)
/** Fewer months may agree by chance, where numerators are small. */
const FEWEST_MONTHS = 3
/** Spreadsheets keep ten digits. */
const ROUNDING = 1e-6

export interface MeasureFound {
  measure: MeasureDefinition
  /** Practice-months whose numerator and denominator agree. */
  months: number
}

/**
 * The one measure whose figures, as they are loaded from prescribing files, are those of a chart's download that does
 * not name its measure. Undefined where none or several fit, where too few months are loaded to tell, or where the name
 * of the file is that of another chart: then a person says it.
 */
export async function findMeasureByFigures(
  reader: Reader,
  rows: readonly DownloadedValue[],
  fileName: string,
): Promise<MeasureFound | undefined> {
  const practices = await listFigures(reader, [...new Set(rows.map(({ practiceCode }) => practiceCode))])
  return measureFitting(rows, practices, fileName)
}

export function measureFitting(
  rows: readonly DownloadedValue[],
  practices: readonly PracticeFigures[],
  fileName: string,
): MeasureFound | undefined {
  const known = new Map(practices.map((practice) => [practice.practiceCode, practice]))
  const fitting = charted.flatMap((measure) => {
    let months = 0
    for (const row of rows) {
      const practice = known.get(row.practiceCode)
      if (!practice?.sums.has(row.month) || row.denominator === null) continue
      const { numerator, denominator } = loadedValue(measure, practice, row.month)
      if (numerator === null || denominator === null) continue
      if (!isAlike(numerator, row.numerator) || !isAlike(denominator, row.denominator)) return []
      if (row.numerator > 0) months++
    }
    return months >= FEWEST_MONTHS ? [{ measure, months }] : []
  })
  const [found] = fitting
  return found && fitting.length === 1 && !isNamedOtherwise(fileName, found.measure) ? found : undefined
}

const isAlike = (a: number, b: number) => Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(a), Math.abs(b))

function isNamedOtherwise(fileName: string, { openPrescribing }: MeasureDefinition): boolean {
  const name = wordsOf(fileName)
  const named = Object.keys(HEADINGS).filter((id) => name.includes(wordsOf(HEADINGS[id]!)))
  return named.length > 0 && !named.includes(openPrescribing!)
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
