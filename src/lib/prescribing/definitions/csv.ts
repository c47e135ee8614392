import { csvCell } from '#lib/charts/chart-file.ts'
import { chemicalsOf, countedBy, countsInDenominator, countsInNumerator } from './counted.ts'
import { definitionVersion, type MeasureDefinition } from './measures.ts'

const yes = (is: boolean) => (is ? 'yes' : 'no')

const HEADINGS = [
  'bnf_code',
  'name',
  'chemical_code',
  'chemical',
  'ingredient',
  'form',
  'unit',
  'strength',
  'hours_worn',
  'mg_ome_per_mg',
  'mg_ome_per_unit',
  'usual_daily_mg_ome',
  'in_numerator',
  'in_denominator',
  'high_dose_90',
  'high_dose_120',
]

/** The presentations that a measure counts, for a spreadsheet: UTF-8 with a mark, no cell a formula. */
export function definitionCsv(measure: MeasureDefinition): string {
  const presentations = countedBy(measure).map((one) => [
    one.code,
    one.name,
    one.chemical,
    one.chemicalName,
    one.ingredient,
    one.form,
    one.unit,
    one.strength,
    one.hoursWorn,
    one.factor,
    one.mgOme,
    one.dailyMgOme,
    yes(countsInNumerator(measure, one.code)),
    yes(countsInDenominator(measure, one.code)),
    yes((one.dailyMgOme ?? 0) >= 90),
    yes((one.dailyMgOme ?? 0) >= 120),
  ])
  const whole = chemicalsOf(measure)
    .filter(({ presentations: named }) => named === null)
    .map(({ chemical, name }) => [
      `${chemical}*`,
      'Every presentation of this chemical, whatever its strength',
      chemical,
      name,
      ...Array<null>(8).fill(null),
      'yes',
      ...Array<null>(3).fill(null),
    ])
  const above = [
    [measure.title],
    [`Definitions ${definitionVersion}. ${measure.source}.`],
    ['Strength: mg in one unit, mg per ml of a liquid, micrograms per hour of a patch.'],
    ['Morphine equivalents are for analysis, never for dosing a patient.'],
    [],
  ]
  const rows = [...above, HEADINGS, ...whole, ...presentations]
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}
