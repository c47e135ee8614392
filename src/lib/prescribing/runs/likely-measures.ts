import { type MeasureDefinition, measures } from '../definitions/measures.ts'

/** Which measures a download can hold, as far as its values tell. */
export type Values = 'shares' | 'rates' | undefined

/** What the reader asked, in its own words, tells what it found the values to be. */
export function valuesSaid(question: string): Values {
  if (question.includes('fractions between 0 and 1, so it may be')) return 'shares'
  return question.includes('so it is one for 1,000 patients') ? 'rates' : undefined
}

/** Beginnings of words, so that "opioids" is "opioid" and "equivalence" is "equivalent". */
const STEM = 6
const SMALL = new Set(['a', 'and', 'as', 'at', 'in', 'of', 'or', 'per', 'supplied', 'total'])
const stemsOf = (text: string): Set<string> => {
  const words = text.toLowerCase().match(/[a-z]{2,}|\d{2,}/g) ?? []
  return new Set(words.filter((word) => !SMALL.has(word)).map((word) => word.slice(0, STEM)))
}

const named = measures.map((measure) => {
  const { id, title, short, openPrescribing = '' } = measure
  return { measure, id: openPrescribing, stems: stemsOf(`${id} ${title} ${short}`) }
})
/** A word that few measures have says more than one that many have. */
const weightOf = (stem: string) => 1 / Math.max(1, named.filter(({ stems }) => stems.has(stem)).length)

/**
 * The measures that a download may hold, the likely ones first: those of the kind that its values are, those that
 * OpenPrescribing has a chart of, and of these those whose words are in the name of the file, which is the chart's title.
 */
export function likelyMeasuresFirst(fileName: string, values: Values): MeasureDefinition[] {
  const plainName = fileName.replace(/(\.[a-z]{2,4})+$/i, '')
  const words = stemsOf(plainName)
  const isKind = ({ denominator }: MeasureDefinition) =>
    values === undefined || (denominator === 'list size') === (values === 'rates')
  const scored = named.map(({ measure, id, stems }) => {
    const shared = [...words].filter((stem) => stems.has(stem))
    const isNamed = id !== '' && plainName.toLowerCase().includes(id)
    const score = shared.reduce((sum, stem) => sum + weightOf(stem), isNamed ? stems.size : 0)
    const kind = isKind(measure) ? 1000 : 0
    const chart = values !== undefined && id !== '' ? 100 : 0
    return { measure, score: score + kind + chart - (measure.superseded ? 0.01 : 0) }
  })
  return scored.toSorted((a, b) => b.score - a.score).map(({ measure }) => measure)
}
