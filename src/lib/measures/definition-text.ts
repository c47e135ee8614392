import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { kindWords } from './kinds.ts'
import type { Measure } from './queries.ts'

/** What a measure counts, in one sentence for a file that leaves the page. */
export function definitionTextOf(measure: Measure): string {
  const { kind, source, numeratorMeans, denominatorMeans, unit, prescribingMeasure } = measure
  const definition = findMeasure(prescribingMeasure ?? '')
  if (source === 'typed')
    return `${kindWords[kind]}. ${numeratorMeans}${denominatorMeans ? `, out of ${denominatorMeans}` : ''}.`
  if (!definition) return `${kindWords[kind]}, ${unit}.`
  return [`${kindWords[kind]}, ${definition.unit}. Defined by ${definition.source}.`, definition.note]
    .filter(Boolean)
    .join(' ')
}
