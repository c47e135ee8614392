import type { SURENESS } from './forms.ts'

export const SURE_WORDS: Record<(typeof SURENESS)[number], string> = {
  1: 'Not sure at all',
  2: 'A little sure',
  3: 'Somewhat sure',
  4: 'Sure',
  5: 'Fully sure',
}

/** "2 higher", "1 lower", "The same"; nothing to compare where it was not asked on both days. */
export function changeInWords(first: number | undefined, last: number | undefined): string {
  if (first === undefined || last === undefined) return 'Cannot be compared'
  if (first === last) return 'The same'
  return `${Math.abs(last - first)} ${last > first ? 'higher' : 'lower'}`
}
