import type { valueKinds } from '#db/schema/measures.ts'
import { optionalText, typedNumber } from '#lib/fields.ts'

/** One line of the grid as a browser sends it. `had` is the figure that the line showed, see `asShown`. */
export type TypedRow = Partial<Record<string, string>>

export interface Figure {
  numerator: number
  denominator: number | null
  note: string | null
}

export interface RowMistake {
  field: 'numerator' | 'denominator' | 'note'
  message: string
}

/** `figure` null with `cleared` takes a figure away; without it the line says nothing. */
export type ReadRow = { figure: Figure | null; cleared: boolean; shown: string } | { mistakes: RowMistake[] }

/** Reads one line of the grid; `name` is its period in words. Numerator and denominator, never a bare rate. */
export function readRow(typed: TypedRow, valueKind: (typeof valueKinds)[number], name: string): ReadRow {
  const shown = typed['had'] ?? ''
  const given = (field: string) => (typed[field] ?? '').trim()
  const isShare = valueKind === 'percentage'
  const top = given('numerator')
  const bottom = isShare ? given('denominator') : ''
  const mistakes: RowMistake[] = []
  const check = <T>(
    field: RowMistake['field'],
    read: { success: boolean; data?: T; error?: { issues: { message: string }[] } },
  ) => {
    if (!read.success) mistakes.push({ field, message: read.error?.issues[0]?.message ?? 'Put this right' })
    return read.data
  }

  const note = check('note', optionalText(`The note for ${name}`, 300).safeParse(given('note'))) ?? ''
  if (top === '' && bottom === '') {
    if (note && shown === '')
      mistakes.push({ field: 'numerator', message: `Enter the number for ${name}, or take the note out` })
    return mistakes.length > 0 ? { mistakes } : { figure: null, cleared: shown !== '', shown }
  }
  const ask = isShare ? `Enter the number for ${name}` : `Enter the count for ${name}`
  const numerator = check('numerator', typedNumber(ask, { whole: true }).safeParse(top))
  const denominator = isShare
    ? check(
        'denominator',
        typedNumber(`Enter what it is out of for ${name}`, { whole: true }).safeParse(bottom),
      )
    : null
  if (typeof numerator === 'number' && typeof denominator === 'number' && numerator > denominator) {
    mistakes.push({
      field: 'numerator',
      message: `The number for ${name} must not be more than what it is out of`,
    })
  }
  if (mistakes.length > 0 || numerator === undefined || denominator === undefined) return { mistakes }
  return { figure: { numerator, denominator, note: note || null }, cleared: false, shown }
}
