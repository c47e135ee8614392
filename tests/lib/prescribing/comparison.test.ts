import { describe, expect, test } from 'vitest'
import { comparisonOf, comparisonQuery, comparisonWith } from '#lib/prescribing/comparison.ts'
import { measures } from '#lib/prescribing/definitions/measures.ts'
import { gapsInWords, type PracticeFreshness } from '#lib/prescribing/group-freshness.ts'
import { originsOf } from '#lib/prescribing/origins.ts'
import { measureGroups, supersededMeasures } from '#lib/prescribing/overview.ts'
import type { Provenance } from '#lib/prescribing/provenance.ts'

describe('what a line is laid over', () => {
  test.each([
    [null, 'sub-icb'],
    ['england', 'england'],
    ['none', 'none'],
    ['everyone', 'sub-icb'],
  ] as const)('asked for as %s is %s', (asked, choice) => {
    expect(comparisonOf(asked)).toBe(choice)
  })

  test('is in the address only where it is not what one gets unasked', () => {
    expect((['sub-icb', 'england', 'none'] as const).map(comparisonQuery)).toEqual([
      '',
      'compare=england',
      'compare=none',
    ])
  })

  test('leaves out months with too few practices for deciles', () => {
    const deciles = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    const figure = { practices: 12, numerator: 1, denominator: 1, value: 1 }
    const comparison = comparisonWith('practices of 98Z', [
      { ...figure, month: '2026-01', deciles },
      { ...figure, month: '2026-02', practices: 6, deciles: null },
    ])
    expect([...(comparison?.periods.keys() ?? [])]).toEqual(['2026-01-01'])
    expect(
      comparisonWith('practices of 98Z', [{ ...figure, month: '2026-02', deciles: null }]),
    ).toBeUndefined()
  })
})

test('every measure stands in one group, or among the superseded', () => {
  const grouped = [...measureGroups.flatMap((group) => group.measures), ...supersededMeasures].map(
    ({ id }) => id,
  )
  expect(grouped.toSorted()).toEqual(measures.map(({ id }) => id).toSorted())
})

describe('what a practice of a group lacks', () => {
  const whole: PracticeFreshness = {
    code: 'Z98001',
    name: 'Amber Lane Surgery',
    lastMonth: '2026-08',
    lastList: '2026-08',
    withoutRows: [],
    withoutList: [],
    olderList: [],
    closed: false,
  }
  test.each([
    [{}, ''],
    [{ lastMonth: undefined }, 'No figures yet.'],
    [{ lastMonth: '2026-06' }, 'Nothing published after June 2026.'],
    [{ lastMonth: '2026-06', closed: true }, 'Closed by the register.'],
    [{ withoutRows: ['2025-10'] }, 'Nothing published for October 2025.'],
    [{ withoutList: ['2026-08'] }, 'No list size for August 2026, so no rate.'],
    [{ olderList: ['2025-10'] }, 'No list size for October 2025, so the one before is used.'],
    [
      { olderList: ['2025-10', '2025-11', '2026-01', '2026-02', '2026-03'] },
      'No list size for 5 months, so the one before is used.',
    ],
  ])('is said of %j', (change, words) => {
    expect(gapsInWords({ ...whole, ...change }, '2026-08').join(' ')).toBe(words)
  })
})

describe('the files behind a figure', () => {
  const file = (importId: string, fileName: string): Provenance => ({
    importId,
    fileName,
    sha256: '',
    definitionVersion: '',
    source: 'upload',
    importedBy: 'someone of the practice',
    publishedAt: new Date('2026-11-20T10:00:00Z'),
  })
  const [rate] = measures
  const share = measures.find(({ id }) => id === 'high_dose_percent')!
  const month = {
    month: '2026-08',
    figures: file('a', 'EPD.csv'),
    list: { ...file('b', 'list.csv'), month: '2026-07' },
    downloads: new Map([[share.id, file('c', 'download.csv')]]),
  }
  const names = (measure: typeof share, of = month) =>
    originsOf(measure, [of as typeof month], (id) => `/i/${id}`).get('2026-08')

  test('are the prescribing file and, for a rate, the list it rests on', () => {
    expect(names(rate!)).toEqual([
      { label: 'EPD.csv', href: '/i/a' },
      { label: 'list.csv (list of July 2026)', href: '/i/b' },
    ])
    expect(names(share)).toEqual([{ label: 'EPD.csv', href: '/i/a' }])
  })

  test('are a download where no prescribing file is loaded', () => {
    expect(names(share, { ...month, figures: undefined as never })).toEqual([
      { label: 'download.csv', href: '/i/c' },
    ])
  })
})
