import { dirname } from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'
import { areAreasDue } from '#lib/prescribing/areas/inputs.ts'
import { listAreaFigures } from '#lib/prescribing/areas/queries.ts'
import { formAreasApart } from '#lib/prescribing/areas/run-apart.ts'
import { inChild } from '#lib/web/children.ts'
import { describe, expect, test } from '../../../support/test.ts'
import { code, givenMonth } from './given-months.ts'

const chosen = vi.hoisted(() => ({ dataDir: '' }))
vi.mock('#lib/env.ts', async (original) => {
  const real = await original<typeof import('#lib/env.ts')>()
  return { ...real, env: () => ({ ...real.env(), DATA_DIR: chosen.dataDir }) }
})
beforeEach<{ databaseFile: string }>(({ databaseFile }) => {
  chosen.dataDir = dirname(databaseFile)
})

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

  test('is what the server starts too', async ({ store }) => {
    await givenMonth(store, '2026-09', given)
    expect(await inChild('areas', new AbortController().signal)).toEqual({ code: 0 })
    expect(await areAreasDue(store.reader)).toBe(false)
  })
})
