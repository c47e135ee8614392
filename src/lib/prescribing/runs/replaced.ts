import { dayOf, plainDay } from '#lib/day.ts'
import type { ImportResult } from '../import-result.ts'
import { monthsSpan } from '../imports-in-words.ts'
import type { FileKind } from '../reading/layouts.ts'

interface Imported {
  kind: FileKind
  fileName: string
  months: string[]
  publishedAt: Date | null
  undoneAt: Date | null
  onlyPractices: string[] | null
}

/**
 * What a yes would replace, as the choice says it: "Replace August 2026, loaded on 20 November 2026 from EPD.csv". `files`
 * are the imports that a person may see, the latest first.
 */
export function replacedInWords(
  files: readonly Imported[],
  { kind, months }: Pick<ImportResult, 'kind' | 'months'>,
  onlyPractices: readonly string[] | null,
): string {
  const isOfSame = (file: Imported) =>
    file.kind === 'register' || file.months.some((month) => months.includes(month))
  const isForSame = (file: Imported) =>
    file.onlyPractices === null ||
    onlyPractices === null ||
    file.onlyPractices.some((code) => onlyPractices.includes(code))
  const loaded = files.filter(
    (file) => file.kind === kind && !file.undoneAt && file.publishedAt && isOfSame(file) && isForSame(file),
  )
  const [latest, ...others] = kind === 'register' ? loaded.slice(0, 1) : loaded
  if (!latest?.publishedAt) return 'Replace what is loaded'
  const held = months.filter((month) => loaded.some((file) => file.months.includes(month)))
  const what = kind === 'register' ? 'the practice register' : monthsSpan(held)
  const more =
    others.length === 0
      ? ''
      : ` and ${others.length === 1 ? 'one other file' : `${others.length} other files`}`
  return `Replace ${what}, loaded on ${plainDay(dayOf(latest.publishedAt))} from ${latest.fileName}${more}`
}
