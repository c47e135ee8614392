import { describe, expect, test } from 'vitest'
import { chanceFrom } from '#db/seeds/epd-chance.ts'
import { decilesOf } from '#lib/prescribing/areas/deciles.ts'

/** The definition word for word, value by value, without sorting: slow and plain. */
function naiveQuantile(values: number[], share: number): number {
  const rank = (value: number) => values.filter((other) => other < value).length
  const at = (place: number) =>
    values.find((value) => {
      const first = rank(value)
      return place >= first && place < first + values.filter((other) => other === value).length
    })!
  const place = (values.length - 1) * share
  const below = Math.floor(place)
  if (below === place) return at(below)
  return at(below) * (below + 1 - place) + at(below + 1) * (place - below)
}

describe('deciles', () => {
  test.each([10, 11, 12, 37, 100, 333])('of %i practices are those of a naive computation', (count) => {
    const chance = chanceFrom(`deciles ${count}`)
    const values = Array.from({ length: count }, () => Math.round(chance() * 200) / 8)
    const deciles = decilesOf(values)!
    expect(deciles).toHaveLength(9)
    for (const [index, decile] of deciles.entries()) {
      expect(decile).toBeCloseTo(naiveQuantile(values, (index + 1) / 10), 9)
    }
  })

  test('are those that R and NumPy give for 1 to 10', () => {
    expect(decilesOf([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])?.map((value) => Number(value.toFixed(6)))).toEqual([
      1.9, 2.8, 3.7, 4.6, 5.5, 6.4, 7.3, 8.2, 9.1,
    ])
  })

  test('are not made of nine practices', () => {
    expect(decilesOf([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeNull()
  })

  test('leave the values as they came', () => {
    const values = [3, 1, 2, 9, 8, 7, 6, 5, 4, 0]
    decilesOf(values)
    expect(values).toEqual([3, 1, 2, 9, 8, 7, 6, 5, 4, 0])
  })
})
