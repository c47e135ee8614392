import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { crossingsLimit, longestRunLimit } from '#lib/charts/anhoj.ts'
import { analysed } from '#lib/charts/reference/analysed.ts'
import type { Case } from '#lib/charts/reference/cases.ts'
import { runsRegion } from '#lib/charts/runs-test.ts'

type Vector = Case & { expected: unknown }

const vectorsIn = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Vector[]

/** Where two answers differ by more than 1e-9, in words; both are plain JSON. */
function differences(found: unknown, expected: unknown, path = ''): string[] {
  if (typeof found === 'number' && typeof expected === 'number') {
    const close = Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected))
    return close ? [] : [`${path}: ${found}, not ${expected}`]
  }
  if (isRecord(found) && isRecord(expected)) {
    if (expected['error']) return found['error'] ? [] : [`${path}: not refused`]
    const keys = new Set([...Object.keys(found), ...Object.keys(expected)])
    return [...keys].flatMap((key) => differences(found[key], expected[key], `${path}.${key}`))
  }
  return found === expected ? [] : [`${path}: ${found}, not ${expected}`]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown

describe('cases of every chart and rule set agree with their reference', () => {
  test.each(vectorsIn(resolve(import.meta.dirname, 'cases.json')))('$id', (vector) => {
    expect(differences(asJson(analysed(vector)), vector.expected)).toEqual([])
  })
})

test('an unknown method is refused', () => {
  expect(analysed({ id: 'x', chart: 'run', method: 'magic' } as never)).toMatchObject({ error: true })
})

const golden = resolve(import.meta.dirname, '../../../../../shared/golden/spc')
const absent = `the golden vectors are not beside this clone (${golden})`

describe('all golden vectors agree', () => {
  test.for([
    { file: 'run', cases: 112 },
    { file: 'control', cases: 205 },
    { file: 'rules', cases: 88 },
    { file: 'xmr', cases: 83 },
    { file: 'rebase', cases: 28 },
  ])('$cases of $file.json', ({ file, cases }, { skip }) => {
    if (!existsSync(golden)) skip(absent)
    const vectors = vectorsIn(`${golden}/${file}.json`)
    const wrong = vectors.flatMap((vector) => {
      const [first] = differences(asJson(analysed(vector)), vector.expected)
      return first ? [`${vector.id}${first}`] : []
    })
    expect(wrong).toEqual([])
    expect(vectors.length).toBe(cases)
  })

  test('critical values for 1 to 300 useful points', ({ skip }) => {
    if (!existsSync(golden)) skip(absent)
    const rows = JSON.parse(readFileSync(`${golden}/critical-values.json`, 'utf8')) as Record<
      string,
      number
    >[]
    for (const row of rows) {
      const useful = row['n.useful'] ?? 0
      expect([useful, longestRunLimit(useful), crossingsLimit(useful)]).toEqual([
        useful,
        row['longest.run.max'],
        row['n.crossings.min'],
      ])
      if (row['runs.lower'] === undefined) continue
      expect({ useful, ...runsRegion(useful) }).toEqual({
        useful,
        lower: row['runs.lower'],
        upper: row['runs.upper'],
      })
    }
  })
})
