import { describe, expect, test } from 'vitest'
import { collectProblems } from '#lib/prescribing/problems.ts'
import { type ReadOptions, readPrescribingFile } from '#lib/prescribing/reading/read-file.ts'
import type { WatchedRow } from '#lib/prescribing/reading/reading.ts'
import { cell, changed, EPD, fixture, inPieces } from '../files.ts'

const read = (text: string, options: ReadOptions, onlyPractices?: string[]) =>
  readPrescribingFile(
    inPieces(text, 500),
    {
      fileName: EPD,
      thisMonth: '2026-11',
      onlyPractices: onlyPractices && new Set(onlyPractices),
      problems: collectProblems(),
    },
    options,
  )

async function watchedIn(text: string, onlyPractices?: string[]) {
  const rows: WatchedRow[] = []
  await read(text, { onWatchedRow: (row) => rows.push({ ...row }) }, onlyPractices)
  return rows
}

describe('rows of what the definitions look at', () => {
  test('are handed on one by one, with the text and the figures of the file', async () => {
    const rows = await watchedIn(fixture(EPD))
    expect(rows[0]).toEqual({
      practiceCode: 'Z98001',
      month: '2026-08',
      presentation: '0407010F0AAAHAH',
      name: 'Co-codamol 30mg/500mg tablets',
      quantity: 100,
      items: 4,
      total: 400,
      cost: 13.02,
    })
    expect(rows.map(({ items }) => items).reduce((one, other) => one + other)).toBe(12 + 5 + 6 + 5 + 2)
  })

  test('are none of other drugs, of nobody’s, and of practices that may not come in', async () => {
    const rows = await watchedIn(fixture(EPD), ['Z98002'])
    expect(new Set(rows.map(({ practiceCode }) => practiceCode))).toEqual(new Set(['Z98002']))
    expect(rows).toHaveLength(3)
  })

  test('include codes that are not known yet, of chemicals that are', async () => {
    const linctus = changed(EPD, { 2: cell('BNF_PRESENTATION_CODE', '0309010C0ZZZZZZ') })
    expect((await watchedIn(linctus))[0]?.presentation).toBe('0309010C0ZZZZZZ')
  })
})

describe('while a file is read', () => {
  test('how far it is can be told', async () => {
    const told: number[][] = []
    await read(fixture(EPD), {
      onProgress: ({ bytes, bytesTaken, rows }) => told.push([bytes, bytesTaken, rows]),
    })
    const length = Buffer.byteLength(fixture(EPD))
    expect(told.at(-1)?.slice(0, 2)).toEqual([length, length])
    expect(told.length).toBeGreaterThan(2)
  })

  test('it can be given up, and the source is closed', async () => {
    const giveUp = new AbortController()
    let isClosed = false
    async function* endless() {
      try {
        yield Buffer.from(fixture(EPD))
        for (;;) yield Buffer.from(`${fixture(EPD).split('\n')[1]}\n`)
      } finally {
        isClosed = true
      }
    }
    const context = {
      fileName: EPD,
      thisMonth: '2026-11',
      onlyPractices: undefined,
      problems: collectProblems(),
    }
    const reading = readPrescribingFile(endless(), context, {
      signal: giveUp.signal,
      onProgress: ({ bytes }) => bytes > 10_000 && giveUp.abort(new Error('given up')),
    })
    await expect(reading).rejects.toThrow('given up')
    expect(isClosed).toBe(true)
  })
})

test('the names of kept practices are told by their codes', async () => {
  const { practiceNames } = await read(fixture(EPD), {}, ['Z98001'])
  expect([...practiceNames]).toEqual([['Z98001', 'AMBER LANE SURGERY']])
})

test.each([
  ['15N00', '15N'],
  ['06H', '06H'],
  [' 15n00 ', '15N'],
  ['-', null],
  ['', null],
])('the commissioner of PCO_CODE "%s" is %s', async (text, commissioner) => {
  const { figures } = await read(fixture(EPD).replaceAll('98Z00', text), {})
  expect(figures?.rows[0]).toMatchObject({ commissioner })
})
