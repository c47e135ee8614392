import { describe, expect, test } from 'vitest'
import { numberIn, textIn, textsIn } from '#lib/prescribing/reading/cells.ts'
import type { Row } from '#lib/prescribing/reading/scan.ts'
import { EPD, fixture, reading } from '../files.ts'

const MEGABYTE = 1024 * 1024
const [headings = '', first = ''] = fixture(EPD).split('\n')
const more = (count: number) => ','.repeat(count)

async function growthWhile(act: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage()
  await act()
  const after = process.memoryUsage()
  return after.heapUsed + after.external - before.heapUsed - before.external
}

describe('a row of more cells than any file has', () => {
  test.each([
    ['3,000 headings', `${more(2999)}\n`, 1],
    ['60,000 headings', `${more(59_999)}\n`, 1],
    ['60,000 headings on a line that never ends', more(60_000), 1],
    ['more headings after the known ones', `${headings}${more(3000)}\n${first}\n`, 1],
    ['3,000 cells below the headings', `${headings}\n${first}\n${more(2999)}\n`, 3],
  ])('is refused in little memory: %s', async (_, text, line) => {
    let problems: unknown
    const growth = await growthWhile(async () => {
      problems = (await reading(text)).problems
    })
    expect(problems).toMatchObject([{ level: 'error', code: 'too_many_columns', line }])
    expect(growth).toBeLessThan(32 * MEGABYTE)
  })

  test('is refused from 513 cells on', async () => {
    const codeOf = async (text: string) => (await reading(text)).problems[0]?.code
    expect(await codeOf(`${more(511)}\n`)).toBe('unknown_layout')
    expect(await codeOf(`${more(512)}\n`)).toBe('too_many_columns')
  })
})

test('cells past those that a row remembers hold nothing', () => {
  const row: Row = {
    bytes: Buffer.from('7,8'),
    starts: Int32Array.of(0, 2),
    ends: Int32Array.of(1, 3),
    cells: 9,
    line: 1,
  }
  expect(textsIn(row)).toEqual(['7', '8'])
  expect([textIn(row, 2), numberIn(row, 2), numberIn({ ...row, cells: 1 }, 1)]).toEqual(['', NaN, NaN])
})

test('practice codes longer than any are faults, so that a packed file cannot fill the memory with them', async () => {
  const long = (index: number) => `${index}${'x'.repeat(1000)}998`
  const column = headings.split(',').indexOf('PRACTICE_CODE')
  const rows = Array.from({ length: 3 }, (_, index) =>
    first
      .split(',')
      .map((text, at) => (at === column ? long(index) : text))
      .join(','),
  )
  const { problems, rowsRejected } = await reading([headings, ...rows].join('\n'))
  expect(rowsRejected).toBe(3)
  expect(problems.map(({ code }) => code)).toContain('bad_practice_code')
})
