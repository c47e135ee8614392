import { describe, expect, test } from 'vitest'
import { addMonths, type Month } from '#lib/day.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { eventsOf } from '#lib/prescribing/events.ts'
import { keyingOutliers } from '#lib/prescribing/keying-outliers.ts'
import { listChangeInWords, listChangeOf, listJumps } from '#lib/prescribing/list-size.ts'
import { type PracticeFigures, valuesOf } from '#lib/prescribing/values.ts'

const months = Array.from({ length: 12 }, (_, at) => addMonths('2025-09', at))
const items = findMeasure('opioid_items_per_1000')!
const ome = findMeasure('opioid_ome_per_1000')!
const highDose = findMeasure('high_dose_items_per_1000')!

function practice(
  change: { ome?: Record<Month, number>; lists?: Record<Month, number | null> } = {},
): PracticeFigures {
  const lists = months.flatMap((month) => {
    const patients = change.lists?.[month] === undefined ? 8000 : change.lists[month]
    return patients === null ? [] : [[month, patients] as const]
  })
  return {
    practiceCode: 'Z98001',
    importedMonths: months,
    sums: new Map(
      months.map((month, at) => [
        month,
        { opioid_items: 400 + at, ome_mg: change.ome?.[month] ?? 400 * (100 + at) },
      ]),
    ),
    listSizes: new Map(lists),
    downloads: new Map(),
    closedOn: null,
  }
}

const eventsIn = (measure: typeof items, figures: PracticeFigures, known = {}) =>
  eventsOf(measure, figures, valuesOf(measure, figures), known).map(({ letter, from, label }) => [
    letter,
    from,
    label,
  ])

describe('what happened is drawn on a chart', () => {
  test('and nothing where nothing happened', () => {
    expect(eventsIn(items, practice())).toEqual([])
  })

  test('a merger and the jump of the list that follows it, lettered by their days', () => {
    const successions = [
      {
        fromDay: '2026-02-01',
        words: 'joined by',
        other: { code: 'Z98230', name: 'Hawkmoth Wharf Surgery' },
      },
    ]
    const later = Object.fromEntries(months.slice(7).map((month) => [month, 11_000]))
    expect(eventsIn(items, practice({ lists: later }), { successions })).toEqual([
      ['A', '2026-02-01', 'Joined by Hawkmoth Wharf Surgery (Z98230). The list may follow later'],
      ['B', '2026-04-01', 'The registered list went from 8,000 to 11,000 patients (+38%)'],
    ])
  })

  test('one event for all the months of an older list', () => {
    expect(eventsIn(items, practice({ lists: { '2026-01': null, '2026-02': null } }))).toEqual([
      [
        'A',
        '2026-01-01',
        'No list size for January 2026 to February 2026: the last one known is used, so a change of the list shows late',
      ],
    ])
  })

  test('the threshold of a high dose where it moved, on the charts that count by it alone', () => {
    expect(eventsIn(highDose, practice())).toEqual([
      ['A', '2025-11-01', expect.stringContaining('from 120 to 90 mg')],
    ])
    expect(eventsIn(ome, practice())).toEqual([])
  })

  test('a quantity beyond all others while items are not, with the presentation that rose', () => {
    const mistyped = practice({ ome: { '2026-03': 400_000 } })
    const risen = new Map([['2026-03', 'Fentanyl 75micrograms/hour transdermal patches']])
    const [event] = eventsIn(ome, mistyped, { risen })
    expect(event?.[1]).toBe('2026-03-01')
    expect(event?.[2]).toContain('times the usual, while items are not')
    expect(event?.[2]).toContain('Most of it is Fentanyl 75')
    expect(eventsIn(items, mistyped)).toEqual([])
  })
})

describe('a mistyped quantity', () => {
  test('is no month in which items rise as well', () => {
    const { sums } = practice()
    const busy = new Map(
      [...sums].map(([month, of]) => [
        month,
        month === '2026-03' ? { opioid_items: 1200, ome_mg: 120_000 } : of,
      ]),
    )
    expect(keyingOutliers('ome_mg', { sums: busy })).toEqual([])
    expect(keyingOutliers('opioid_items', practice())).toEqual([])
  })

  test('is not looked for in a few months', () => {
    const few = new Map([...practice({ ome: { '2026-08': 900_000 } }).sums].slice(-4))
    expect(keyingOutliers('ome_mg', { sums: few })).toEqual([])
  })
})

describe('the list of a practice', () => {
  test('is told with its change over a year', () => {
    const change = listChangeOf(
      new Map([
        ['2025-08', 8000],
        ['2026-08', 8150],
      ]),
    )!
    expect(listChangeInWords(change)).toBe(
      '8,150 patients were registered on 1 August 2026, 1.9% more than on 1 August 2025 (8,000).',
    )
  })

  test.each([
    [{ '2026-08': 8000 }, '8,000 patients were registered on 1 August 2026.'],
    [{ '2026-01': 7000, '2026-08': 8000 }, '8,000 patients were registered on 1 August 2026.'],
    [
      { '2025-11': 8100, '2026-08': 8000 },
      '8,000 patients were registered on 1 August 2026, 1.2% fewer than on 1 November 2025 (8,100).',
    ],
    [
      { '2025-08': 8000, '2026-08': 8000 },
      '8,000 patients were registered on 1 August 2026, as many as on 1 August 2025 (8,000).',
    ],
  ])('of %j is told as %s', (lists, words) => {
    expect(listChangeInWords(listChangeOf(new Map(Object.entries(lists)))!)).toBe(words)
  })

  test('jumps where it differs by a tenth from the last one known', () => {
    const lists = new Map([
      ['2026-01', 1000],
      ['2026-02', 1099],
      ['2026-04', 1220],
      ['2026-05', 1000],
    ])
    expect(listJumps(lists)).toEqual([
      { month: '2026-04', from: 1099, to: 1220 },
      { month: '2026-05', from: 1220, to: 1000 },
    ])
    expect(listChangeOf(new Map())).toBeUndefined()
  })
})
