const formats = new Map<number, Intl.NumberFormat>()

/** "1,234.5": a figure as people read it, with a true minus sign. */
export function figure(value: number, decimals: number): string {
  let format = formats.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })
    formats.set(decimals, format)
  }
  return format
    .format(value)
    .replace(/^-0(\.0*)?$/, '0$1')
    .replace('-', '−')
}

/** "52.1 items per 1,000 patients", "12.5%" */
export function withUnit(text: string, unit: string): string {
  return unit === '' || unit.startsWith('%') ? `${text}${unit}` : `${text} ${unit}`
}

/** "1 month", "13 months" */
export const counted = (count: number, noun: string) => `${figure(count, 0)} ${noun}${count === 1 ? '' : 's'}`

/** What a person set, such as a target, with all of its own decimals: 2.5 never reads 3. */
export function figureAsSet(value: number, decimals: number): string {
  const own = String(value).split('.')[1]?.length ?? 0
  return figure(value, Math.max(decimals, Math.min(own, 6)))
}

/** A unit where a line begins: "Items per 1,000 patients", and still "mg per 1,000 patients". */
export function unitAsHeading(unit: string): string {
  const [first = ''] = unit.split(' ')
  return first.length > 2 ? unit.charAt(0).toUpperCase() + unit.slice(1) : unit
}
