import { dirname } from 'node:path'
import { afterEach, vi } from 'vitest'
import { listAreaFigures } from '#lib/prescribing/areas/queries.ts'
import { areAreasDue, formAreasApart } from '#lib/prescribing/areas/run-apart.ts'
import { describe, expect, test } from '../../../support/test.ts'
import { code, givenMonth } from './given-months.ts'

const given = Array.from({ length: 12 }, (_, index) => ({
  code: code(index),
  sums: { opioid_items: index },
  patients: 1000,
}))

describe('a process of its own', () => {
  afterEach(() => vi.unstubAllEnvs())

  test('forms what is due, while this one only looks whether something is', async ({
    store,
    databaseFile,
  }) => {
    vi.stubEnv('DATA_DIR', dirname(databaseFile))
    expect(await areAreasDue(store.reader)).toBe(false)
    await givenMonth(store, '2026-09', given)
    expect(await areAreasDue(store.reader)).toBe(true)
    await formAreasApart(new AbortController().signal)
    expect(await areAreasDue(store.reader)).toBe(false)
    const figures = await listAreaFigures(store.reader, 'ENG', 'opioid_items_per_1000')
    expect(figures).toMatchObject([{ practices: 12, numerator: 66 }])
  })

  test('that fails says so, with what it said', async () => {
    vi.stubEnv('DATA_DIR', '/nowhere/at/all')
    await expect(formAreasApart(new AbortController().signal)).rejects.toThrow(
      /were not formed \(exit 1\): .+/s,
    )
  })

  test('ends without a complaint when it is stopped', async ({ store, databaseFile }) => {
    vi.stubEnv('DATA_DIR', dirname(databaseFile))
    await givenMonth(store, '2026-09', given)
    const stopping = new AbortController()
    const running = formAreasApart(stopping.signal)
    stopping.abort()
    await running
    expect(await areAreasDue(store.reader)).toBe(true)
  })
})
