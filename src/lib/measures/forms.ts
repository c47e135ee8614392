import { z } from 'zod'
import { directions, frequencies, measureKinds, valueKinds } from '#db/schema/measures.ts'
import { longPeriod } from '#lib/charts/calendar.ts'
import type { Every } from '#lib/charts/series.ts'
import { addDays, type Day } from '#lib/day.ts'
import { line, oneOf, optionalNumber, optionalText, typedDay } from '#lib/fields.ts'
import { reason } from './reason.ts'
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

/** A measure that imports fill: which one of those offered, what it is in this project, and perhaps a target. */
export const prescribingMeasureForm = (offered: readonly { id: string; unit: string }[]) =>
  z
    .object({
      prescribingMeasure: oneOf(
        offered.map(({ id }) => id) as [string, ...string[]],
        'Select a prescribing measure',
      ),
      kind,
      target: optionalNumber('Enter the target'),
    })
    .superRefine(({ prescribingMeasure, target }, context) => {
      const isShare = offered.find(({ id }) => id === prescribingMeasure)?.unit.startsWith('%')
      if (isShare && target !== null && target > 100)
        context.addIssue({ code: 'custom', path: ['target'], message: 'Target must be 100 or less' })
    })

/** The words of a measure that the team counts; what it is counted as, and how often, stay as they are. */
export const rewordTypedForm = ({ valueKind }: { valueKind: (typeof valueKinds)[number] }) =>
  z.object({
    title: line('Enter a title'),
    kind,
    numeratorMeans: line('Say exactly what is counted', 300),
    ...(valueKind === 'percentage'
      ? { denominatorMeans: line('Say exactly what it is out of', 300) }
      : { unit: line('Enter a unit, such as reviews', 60) }),
    direction: oneOf(directions, 'Select which way is better'),
    target: optionalNumber('Enter the target', valueKind === 'percentage' ? { max: 100 } : {}),
    reason: reason('Say why you change it'),
  })

/** A published measure keeps its name and definition: only its place in the project and the target are the team's. */
export const rewordPublishedForm = ({ valueKind }: { valueKind: (typeof valueKinds)[number] }) =>
  z.object({
    kind,
    target: optionalNumber('Enter the target', valueKind === 'percentage' ? { max: 100 } : {}),
    reason: reason('Say why you change it'),
  })

export const retireForm = z.object({ reason: reason('Say why you stop following it') })

/** Taking a measure up again asks nothing: the button is the decision. */
export const takeUpForm = z.object({ reason: z.string().default('') })

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
