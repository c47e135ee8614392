import { z } from 'zod'
import { directions, frequencies, measureKinds, valueKinds } from '#db/schema/measures.ts'
import { longPeriod } from '#lib/charts/calendar.ts'
import type { Every } from '#lib/charts/series.ts'
import { addDays, type Day } from '#lib/day.ts'
import { line, oneOf, optionalNumber, optionalText, typedDay } from '#lib/fields.ts'
import { readRow } from './row.ts'

const kind = oneOf(measureKinds, 'Select outcome, process or balancing')
const YEAR = 366

/** A measure that the team counts itself. A percentage is always typed as a number and what it is out of. */
export const typedMeasureForm = (today: Day) =>
  z
    .object({
      title: line('Enter a title'),
      kind,
      every: oneOf(frequencies, 'Select every week or every month'),
      valueKind: oneOf(valueKinds, 'Select a count or a percentage'),
      numeratorMeans: line('Say exactly what is counted', 300),
      denominatorMeans: optionalText('What it is out of', 300),
      unit: optionalText('The unit', 60),
      direction: oneOf(directions, 'Select which way is better'),
      target: optionalNumber('Enter the target'),
      startsOn: typedDay('the day you start counting', {
        notBefore: addDays(today, -3 * YEAR),
        notAfter: addDays(today, YEAR),
      }),
    })
    .superRefine(({ valueKind, denominatorMeans, unit, target }, context) => {
      const refuse = (field: string, message: string) =>
        context.addIssue({ code: 'custom', path: [field], message })
      const isShare = valueKind === 'percentage'
      if (isShare && !denominatorMeans) refuse('denominatorMeans', 'Say exactly what it is out of')
      if (isShare && target !== null && target > 100) refuse('target', 'Target must be 100 or less')
      if (!isShare && !unit) refuse('unit', 'Enter a unit, such as reviews')
    })
    .transform(({ denominatorMeans, unit, ...measure }) =>
      measure.valueKind === 'percentage'
        ? { ...measure, denominatorMeans, unit: '%' }
        : { ...measure, denominatorMeans: null, unit },
    )

/** A measure that imports fill: which one, what it is in this project, and perhaps a target. */
export const prescribingMeasureForm = (ids: readonly string[]) =>
  z.object({
    prescribingMeasure: oneOf(ids as [string, ...string[]], 'Select a prescribing measure'),
    kind,
    target: optionalNumber('Enter the target', { min: 0 }),
  })

/** The lines of the grid for these periods and no others, each said by its period when it is wrong. */
export const pointsForm = (
  measure: { every: Every; valueKind: (typeof valueKinds)[number] },
  periods: readonly Day[],
) =>
  z.object({
    rows: z
      .strictObject(Object.fromEntries(periods.map((period) => [period, rowForm(measure, period)])))
      .default({}),
    reason: optionalText('The reason', 300),
  })

/** Lines from a spreadsheet; `previewed` is the text that the page showed as it would be saved, `shown` what it replaces. */
export const pastedForm = z.object({
  text: optionalText('The lines', 60_000),
  previewed: z.string().default(''),
  reason: optionalText('The reason', 300),
  shown: z.record(z.string(), z.string()).default({}),
})

const rowForm = ({ every, valueKind }: Parameters<typeof pointsForm>[0], period: Day) =>
  z
    .record(z.string(), z.string())
    .optional()
    .transform((typed, context) => {
      const read = readRow(typed ?? {}, valueKind, longPeriod(period, every))
      if (!('mistakes' in read)) return read
      for (const { field, message } of read.mistakes)
        context.addIssue({ code: 'custom', path: [field], message })
      return z.NEVER
    })
