import type { Measure } from './queries.ts'

/** A measure's words as its form holds them before anything is typed. */
export function wordsAsTyped({
  title,
  kind,
  numeratorMeans,
  denominatorMeans,
  unit,
  direction,
  target,
}: Measure): Record<string, string> {
  return {
    title,
    kind,
    numeratorMeans,
    denominatorMeans: denominatorMeans ?? '',
    unit,
    direction,
    target: target === null ? '' : String(target),
  }
}
