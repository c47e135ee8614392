import { describe, expect, test } from 'vitest'
import { EPD, fixture, fromDisk, isShared, reading, SHARED } from '../files.ts'

const [headings = '', line = ''] = fixture(EPD).trim().split('\n')
const at = (heading: string) => headings.split(',').indexOf(heading)

interface Told {
  practice?: string
  code?: string
  name?: string
  quantity: number
  items?: number
}
const PATCH = {
  code: '0407020A0BEABAE',
  name: 'Mezolar Matrix 37.5micrograms/hour transdermal patches',
}
const CODEINE = { code: '040702040AAAAAA', name: 'Tramadol 50mg capsules' }
const PREGABALIN = { code: '0408010AEAAAGAG', name: 'Pregabalin 300mg capsules' }

let serial = 0
function row({ practice = 'Z98001', code, name, quantity, items = 1 }: Told): string {
  const cells = line.split(',')
  const put: Record<string, string | number | undefined> = {
    PRACTICE_CODE: practice,
    BNF_PRESENTATION_CODE: code,
    BNF_PRESENTATION_NAME: name,
    QUANTITY: quantity,
    ITEMS: items,
    TOTAL_QUANTITY: quantity * items,
    SNOMED_CODE: 4_935_211_000_001 + serial++,
  }
  for (const [heading, value] of Object.entries(put)) cells[at(heading)] = String(value)
  return cells.join(',')
}
const usualPatches = (practice: string, count = 20) =>
  Array.from({ length: count }, (_, index) =>
    row({ practice, ...PATCH, quantity: index % 3 ? 5 : 10, items: 2 }),
  )
const file = (...rows: string[]) => [headings, ...rows].join('\n')
const outliers = async (...rows: string[]) =>
  (await reading(file(...rows))).problems.filter(({ code }) => code === 'keying_outlier')

describe('a quantity that may be mistyped', () => {
  test('is named with practice, presentation, quantity, usual quantity, share and line', async () => {
    const mistyped = row({ practice: 'Z98012', ...PATCH, quantity: 1000 })
    const rest = row({ practice: 'Z98012', ...CODEINE, quantity: 100, items: 600 })
    const found = await outliers(...usualPatches('Z98001'), mistyped, rest, ...usualPatches('Z98002'))
    expect(found).toEqual([
      {
        level: 'warning',
        line: 22,
        column: 'QUANTITY',
        code: 'keying_outlier',
        message:
          'Z98012 in August 2026: one item of 1,000 of “Mezolar Matrix 37.5micrograms/hour transdermal patches” (0407020A0BEABAE), where an item usually has 5. The row makes 38% of the practice’s oral morphine equivalent of the month. It may be mistyped; it counts as it stands.',
      },
    ])
  })

  test('is found among gabapentinoids too, by their doses', async () => {
    const usual = Array.from({ length: 9 }, () => row({ ...PREGABALIN, quantity: 56, items: 3 }))
    const [found] = await outliers(...usual, row({ ...PREGABALIN, quantity: 2800 }))
    expect([found?.line, found?.message]).toEqual([
      11,
      expect.stringContaining('gabapentinoid doses of the month'),
    ])
  })

  test('is compared with its like where the presentation has few rows', async () => {
    const other = { code: '0407020A0AAAFAF', name: 'Fentanyl 50micrograms/hour transdermal patches' }
    const [found] = await outliers(...usualPatches('Z98001'), row({ ...other, quantity: 1000 }))
    expect(found?.message).toContain('where an item usually has 5')
    expect(await outliers(row({ ...other, quantity: 1000 }))).toEqual([])
  })

  test('is no weak solution among concentrates', async () => {
    const strong = { code: '0407020Q0AAA6A6', name: 'Morphine sulfate 20mg/ml oral solution sugar free' }
    const weak = { code: '0407020Q0AACNCN', name: 'Morphine 10mg/5ml oral solution' }
    const given = Array.from({ length: 12 }, () => row({ ...strong, quantity: 30 }))
    expect(await outliers(...given, row({ ...weak, quantity: 300, items: 30 }))).toEqual([])
  })

  test.each([
    ['a supply of six months', row({ ...PATCH, quantity: 48 })],
    ['a row that is little beside the rest of the practice', row({ ...PATCH, quantity: 60 })],
    ['a weak medicine', row({ ...CODEINE, quantity: 1500 })],
  ])('is not %s', async (_, unusual) => {
    const capsules = Array.from({ length: 9 }, () => row({ ...CODEINE, quantity: 56, items: 9 }))
    expect(await outliers(...usualPatches('Z98001', 60), ...capsules, unusual)).toEqual([])
  })

  test('is named five times at most, the heaviest first, and the rest are counted', async () => {
    const mistyped = Array.from({ length: 7 }, (_, index) => [
      row({ practice: `Z9802${index}`, ...PATCH, quantity: 300 }),
      row({ practice: `Z9802${index}`, ...CODEINE, quantity: 100, items: 10 * (index + 1) }),
    ]).flat()
    const found = await outliers(...usualPatches('Z98001'), ...mistyped)
    expect(found.map((one) => one.line)).toEqual([22, 24, 26, 28, 30, null])
    expect(found.at(-1)?.message).toMatch(/^2 more rows may be mistyped/)
    const many = Array.from({ length: 12 }, (_, index) =>
      row({ practice: `Z9803${index % 10}`, ...PATCH, quantity: 500 + index }),
    )
    const all = await outliers(...usualPatches('Z98001', 60), ...many)
    expect(all.at(-1)?.message).toMatch(/^At least 3 more rows/)
  })

  test('is named to a participant only where it is of their practice, and all rows tell what is usual', async () => {
    const text = file(
      ...usualPatches('Z98001'),
      row({ practice: 'Z98012', ...PATCH, quantity: 1000 }),
      row({ practice: 'Z98013', ...PATCH, quantity: 1000 }),
    )
    const { problems } = await reading(text, { onlyPractices: ['Z98013'] })
    const found = problems.filter(({ code }) => code === 'keying_outlier')
    expect(found.map((one) => one.line)).toEqual([23])
  })

  test('is found in a shared month, and in no other of the 24', async ({ skip }) => {
    if (!isShared) skip('shared data is not on this machine')
    const months = ['202410', '202501', '202505', '202509', '202510', '202511', '202512', '202603', '202609']
    const found = await Promise.all(
      months.map(async (month) => {
        const name = `${SHARED}/epd/EPD_${month >= '202502' ? 'SNOMED_' : ''}${month}.csv.gz`
        const { problems } = await reading(fromDisk(name))
        return problems.filter(({ code }) => code === 'keying_outlier').map((one) => [month, one.line])
      }),
    )
    expect(found.flat()).toEqual([['202511', 2150]])
  })
})
