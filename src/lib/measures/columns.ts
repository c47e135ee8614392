import { unitAsHeading } from '#lib/charts/figure.ts'

interface Column {
  name: 'numerator' | 'denominator' | 'note'
  label: string
  width: 5 | 20
  inputmode: 'numeric' | 'text'
}

/** What is typed for one period: a count, or a number and what it is out of, and a note where one helps. */
export function gridColumns({
  valueKind,
  unit,
}: {
  valueKind: 'count' | 'percentage'
  unit: string
}): Column[] {
  const note: Column = { name: 'note', label: 'Note', width: 20, inputmode: 'text' }
  const number = (name: 'numerator' | 'denominator', label: string): Column => ({
    name,
    label,
    width: 5,
    inputmode: 'numeric',
  })
  return valueKind === 'count'
    ? [number('numerator', unitAsHeading(unit)), note]
    : [number('numerator', 'Number'), number('denominator', 'Out of'), note]
}
