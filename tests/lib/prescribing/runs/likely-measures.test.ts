import { describe, expect, test } from 'vitest'
import { measures } from '#lib/prescribing/definitions/measures.ts'
import { likelyMeasuresFirst, valuesSaid } from '#lib/prescribing/runs/likely-measures.ts'

const firstOf = (name: string, values?: 'shares' | 'rates') => likelyMeasuresFirst(name, values)[0]?.id

describe('the likely measures of a download come first', () => {
  test.each([
    ['total-oral-morphine-equivalence.csv', 'opioid_ome_per_1000'],
    ['high-dose-opioids-per-1000-patients.csv', 'high_dose_items_per_1000'],
    ['high-dose-opioids-as-percentage-long-acting-opioids.csv', 'high_dose_percent'],
    ['prescribing-of-gabapentin-and-pregabalin-ddd.csv', 'gabapentinoid_ddd_per_1000'],
    ['prescribing-of-pregabalin-total-mg.csv', 'pregabalin_mg_per_1000'],
    ['Tramadol items.csv.gz', 'tramadol_items_per_1000'],
    ['co-proxamol.csv', 'coproxamol_cost_per_1000'],
    ['opioidspercent_plus120.csv', 'high_dose_120_percent'],
    ['opioidome_2026.csv', 'opioid_ome_per_1000'],
  ])('by the name %s', (name, id) => {
    expect(firstOf(name)).toBe(id)
  })

  test('by what the values are, whatever the name says', () => {
    const shares = likelyMeasuresFirst('high-dose-opioids.csv', 'shares')
    expect(shares[0]?.id).toBe('high_dose_percent')
    expect(shares.slice(0, 4).every(({ denominator }) => denominator !== 'list size')).toBe(true)
    expect(firstOf('high-dose-opioids.csv', 'rates')).toBe('high_dose_items_per_1000')
    expect(firstOf('data.csv', 'rates')).toBe('opioid_ome_per_1000')
  })

  test('and every other follows', () => {
    for (const name of ['data.csv', 'tramadol.csv', ''])
      expect(likelyMeasuresFirst(name, undefined).toSorted()).toHaveLength(measures.length)
    expect(likelyMeasuresFirst('data.csv', undefined)[0]).toBe(measures[0])
  })
})

test.each([
  ['Its values look like fractions between 0 and 1, so it may be “A” or “B”.', 'shares'],
  ['Its values are not fractions between 0 and 1, so it is one for 1,000 patients.', 'rates'],
  ['Items and cost can be those of any drugs that were asked for.', undefined],
])('"%s" says that the values are %s', (question, values) => {
  expect(valuesSaid(question)).toBe(values)
})
