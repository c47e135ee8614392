import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { findMeasure, measures } from '#lib/prescribing/definitions/measures.ts'
import { sumNames, sums } from '#lib/prescribing/definitions/sums.ts'
import { presentationOf } from '#lib/prescribing/presentations.ts'
import { ABSENT, isShared, SHARED } from './files.ts'

const weights = (code: string) => {
  const presentation = presentationOf(code)
  const all = sumNames.map((name) => [name, sums[name].weight(presentation)] as const)
  return Object.fromEntries(all.filter(([, weight]) => weight !== 0))
}

describe('definitions', () => {
  test('every measure has its own id and takes its sums from those that are kept', () => {
    expect(new Set(measures.map(({ id }) => id)).size).toBe(15)
    for (const { numerator, denominator } of measures) {
      expect(sumNames).toContain(numerator)
      expect(['list size', ...sumNames]).toContain(denominator)
    }
  })

  test('the four measures that a project may follow give what their sources say of direction', () => {
    expect(findMeasure('opioid_items_per_1000')?.direction).toBe('lower')
    expect(findMeasure('opioid_ome_per_1000')?.direction).toBe('none')
    expect(findMeasure('high_dose_items_per_1000')?.direction).toBe('lower')
    expect(findMeasure('gabapentinoid_ddd_per_1000')?.direction).toBe('none')
  })

  test.each([
    [
      'a patch',
      '0407020A0AAAFAF',
      { ome_mg: 360, long_acting_items: 1, high_dose_90_items: 1, high_dose_120_items: 1 },
    ],
    ['a tablet with 30 mg of codeine', '0407010F0AAAHAH', { ome_mg: 3 }],
    [
      'morphine 10mg/5ml',
      '0407020Q0AACNCN',
      { ome_mg: 2, morphine_liquid_mg: 2, morphine_10mg5ml_ml: 1, morphine_10mg5ml_over_300_ml: 1 },
    ],
    ['tramadol', '040702040AAAAAA', { ome_mg: 5, tramadol_items: 1 }],
  ])('%s counts as an opioid item and by its strength', (_, code, expected) => {
    expect(weights(code)).toEqual({ items: 1, opioid_items: 1, ...expected })
  })

  test('codeine linctus has an equivalent, but is no opioid item', () => {
    expect(weights('0309010C0AAAAAA')).toEqual({ items: 1, ome_mg: 0.3 })
  })

  test('dependence treatment is in no sum but that of all items', () => {
    expect(weights('0410030C0AAAFAF')).toEqual({ items: 1 })
  })

  test('a nasal spray is an item without an equivalent', () => {
    expect(weights('0407020A0AABHBH')).toEqual({ items: 1, opioid_items: 1 })
  })

  test('pregabalin 75 mg is a quarter of a defined daily dose, gabapentin 300 mg a sixth', () => {
    expect(weights('0408010AEAAACAC')).toMatchObject({ gabapentinoid_ddd: 0.25, pregabalin_mg: 75 })
    expect(weights('0408010G0AAABAB')).toEqual({
      items: 1,
      gabapentinoid_items: 1,
      gabapentinoid_ddd: 300 / 1800,
    })
  })

  test('an opioid that is not in the table counts as an item and is told apart', () => {
    expect(weights('0407020Q0BYYAYY')).toEqual({ items: 1, opioid_items: 1, unmapped_opioid_items: 1 })
  })

  test('every presentation has the equivalent and the flags of the shared reference table', ({ skip }) => {
    if (!isShared) skip(ABSENT)
    const [headings = '', ...lines] = readFileSync(`${SHARED}/reference/opioid_presentations.csv`, 'utf8')
      .trim()
      .split('\n')
    const names = headings.split(',')
    for (const line of lines) {
      const cells = Array.from(
        line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g),
        (match) => match[1] ?? match[2] ?? '',
      )
      const row = Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
      const { opioid } = presentationOf(row['bnf_code'] ?? '')
      const daily = opioid?.dailyMgOme ?? 0
      expect(opioid?.mgOme?.toFixed(6), line).toBe(
        row['ome_mg_per_unit'] ? Number(row['ome_mg_per_unit']).toFixed(6) : undefined,
      )
      expect(
        [daily > 0, daily >= 90, daily >= 120].map((yes) => (yes ? 'Y' : 'N')),
        line,
      ).toEqual([row['regular_opioid'], row['high_dose_90'], row['high_dose_120']])
    }
    expect(lines).toHaveLength(1003)
  })
})
