import type { Month } from '#lib/day.ts'
import { findMeasure, type MeasureDefinition, measures } from '../definitions/measures.ts'
import { sums } from '../definitions/sums.ts'
import { type Problems, Unreadable } from '../problems.ts'
import type { Columns } from './openprescribing.ts'
import type { Download } from './openprescribing-layouts.ts'
import type { Context, DownloadedValue } from './reading.ts'

const byOpenPrescribing = new Map(
  measures.flatMap((measure) =>
    measure.openPrescribing ? [[measure.openPrescribing, measure.id] as const] : [],
  ),
)

/** These two ids meant 120 mg a day until November 2025, and 90 mg since. */
const THRESHOLD_MOVED = new Map([
  ['high_dose_items_per_1000', 'high_dose_120_items_per_1000'],
  ['high_dose_percent', 'high_dose_120_percent'],
])
/** The last month that was published when the threshold moved. */
const LAST_AT_120: Month = '2025-08'

/** A measure that a person names must be one that this kind of file can hold. */
export function refuseUnlessHeld(
  download: Download,
  columns: Columns,
  measure: MeasureDefinition | undefined,
) {
  if (!measure || download === 'chart' || download === 'measures') return
  const { counts } = sums[measure.numerator]
  const { denominator, title } = measure
  if (counts === 'quantity') {
    const message = `This file holds items and cost, and ${title} counts doses: its quantities add tablets, millilitres and patches together. Download the measure itself.`
    throw new Unreadable('measure_not_held', message)
  }
  if (denominator === 'list size') return
  const compared = (columns[counts === 'cost' ? 'comparedCost' : 'comparedItems'] ?? -1) >= 0
  if (compared && sums[denominator].counts === counts) return
  const message = `This file has nothing to divide by for ${title}. Choose a measure for 1,000 patients, or download the measure itself.`
  throw new Unreadable('measure_not_held', message)
}

/** Finds out which measure the rows of a download are of: the file says so, or a person does. */
export function measureOf(download: Download, { measure, problems }: Context) {
  let unknown = 0

  return {
    /** Empty while nobody has said; undefined for a measure that Steward does not have. */
    of(id: string): string | undefined {
      if (download !== 'measures') return measure?.id ?? ''
      const known = byOpenPrescribing.get(id.toLowerCase())
      if (known === undefined) unknown++
      return known
    },
    settle(rows: DownloadedValue[]): { rows: DownloadedValue[]; isUndecided: boolean } {
      if (download === 'measures') return settleNamed(rows)
      if (measure) refuseUnlikely(measure, rows, problems)
      else if (!problems.refused) problems.warn('measure_not_named', question(download, rows))
      return { rows, isUndecided: !measure }
    },
  }

  function settleNamed(rows: DownloadedValue[]) {
    if (unknown > 0) otherMeasures(unknown, rows.length, problems)
    const moved = rows.some((row) => THRESHOLD_MOVED.has(row.measure))
    const last = rows
      .map(({ month }) => month)
      .sort()
      .at(-1)
    if (!moved || last === undefined || last > LAST_AT_120) return { rows, isUndecided: false }
    const said = measure && [...THRESHOLD_MOVED].flat().includes(measure.id)
    if (!said) problems.warn('threshold_not_named', WHICH_THRESHOLD)
    const is120 = measure !== undefined && [...THRESHOLD_MOVED.values()].includes(measure.id)
    const named = rows.map((row) => ({
      ...row,
      measure: (is120 && THRESHOLD_MOVED.get(row.measure)) || row.measure,
    }))
    return { rows: named, isUndecided: !said }
  }
}

function otherMeasures(unknown: number, known: number, problems: Problems) {
  if (known === 0) {
    const ids = [...byOpenPrescribing.keys()].join(', ')
    problems.error(
      'unknown_measure',
      `The file holds no measure that is shown here. Download one of these: ${ids}.`,
    )
  } else {
    const rows = unknown === 1 ? 'One row is' : `${unknown.toLocaleString('en-GB')} rows are`
    problems.warn('unknown_measure', `${rows} of measures that are not shown here, and left out.`)
  }
}

/** Refuses what cannot be the measure that a person chose. */
function refuseUnlikely(
  { title, denominator, numerator }: MeasureDefinition,
  rows: DownloadedValue[],
  problems: Problems,
) {
  const divided = rows.filter((row) => row.denominator !== null && row.denominator > 0)
  const over = divided.some((row) => row.numerator > row.denominator!)
  const whole = divided.length >= ENOUGH && divided.every((row) => Number.isInteger(row.denominator))
  const isRate = denominator === 'list size'
  const hasParts = sums[numerator].counts === 'items' && rows.some((row) => !Number.isInteger(row.numerator))
  if (!(isRate ? whole : over) && !hasParts) return
  const because = hasParts
    ? 'some of its numerators are not whole numbers of items'
    : isRate
      ? 'its denominators are no thousands of patients'
      : 'some of its values are over 100%'
  const message = `This file cannot be “${title}”: ${because}. Choose the measure that you downloaded.`
  problems.error('other_measure', message)
}
const ENOUGH = 3

function question(download: Download, rows: DownloadedValue[]): string {
  const ask = 'This file does not name its measure. Which measure is it?'
  const choose = 'Choose the measure that you downloaded.'
  if (download !== 'chart')
    return `${ask} Items and cost can be those of any drugs that were asked for. ${choose}`
  if (!looksLikeShares(rows))
    return `${ask} Its values are not fractions between 0 and 1, so it is one for 1,000 patients. ${choose}`
  const shares = measures.filter(
    ({ openPrescribing, denominator }) => openPrescribing && denominator !== 'list size',
  )
  const options = shares.map(({ title }) => `“${title}”`).join(' or ')
  return `${ask} Its values look like fractions between 0 and 1, so it may be ${options}. ${choose}`
}

/** Thousands of patients are next to never whole numbers in every month. */
const looksLikeShares = (rows: DownloadedValue[]) =>
  rows.some(({ denominator }) => denominator !== null) &&
  rows.every(
    ({ numerator, denominator }) =>
      denominator === null || (numerator <= denominator && Number.isInteger(denominator)),
  )

const WHICH_THRESHOLD = `This file ends before September 2025, so it was probably downloaded before November 2025. OpenPrescribing counted high doses from 120 mg a day until then, and from 90 mg since. Import it again and choose the measure that it was: ${[
  ...THRESHOLD_MOVED,
]
  .flat()
  .map((id) => `${findMeasure(id)?.title} (${id})`)
  .join('; ')}.`
