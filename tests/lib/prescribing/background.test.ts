import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  allPractices,
  CLOSED,
  lastDayOpen,
  MERGED,
  network,
} from '../../../db/seeds/demonstration/background.ts'
import { monthsUntil, writeEpdFiles } from '../../../db/seeds/epd-files.ts'
import { writeRegisterFile } from '../../../db/seeds/register-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'steward-background-'))
const LAST = '2026-08'
const told = ['Z98010', 'Z98011', MERGED.code, CLOSED.code]
const practices = allPractices.filter(({ code }) => told.includes(code))
const texts = new Map<string, string>()
beforeAll(async () => {
  const paths = await writeEpdFiles(folder, { practices, months: monthsUntil(LAST, 14), seed: 'background' })
  for (const path of paths) texts.set(basename(path), readFileSync(path, 'utf8'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rowsOf = (code: string) =>
  monthsUntil(LAST, 14).map(
    (month) => (texts.get(`EPD_SNOMED_${month.replace('-', '')}.csv`) ?? '').split(`"${code}"`).length - 1,
  )
const listsOf = (code: string) =>
  monthsUntil(LAST, 14).map((month) => {
    const line = texts
      .get(`gp-reg-pat-prac-all_${month}.csv`)
      ?.split('\n')
      .find((row) => row.includes(`,${code},`))
    return line ? Number(line.split(',').at(-1)) : null
  })

describe('the invented country of the demonstration', () => {
  test('has 72 practices in two sub-ICB locations, none of them twice', () => {
    expect(new Set(allPractices.map(({ code }) => code)).size).toBe(72)
    expect(new Set(allPractices.map(({ name }) => name)).size).toBe(72)
    expect(allPractices.every(({ code }) => /^Z9[78]\d{3}$/.test(code))).toBe(true)
    expect(new Set(allPractices.map(({ commissioner = '98Z' }) => commissioner))).toEqual(
      new Set(['98Z', '97Z']),
    )
    const codes = allPractices.map(({ code }) => code)
    expect(network.practices.filter((code) => !codes.includes(code))).toEqual([])
  })

  test('has a merger in which prescribing moves at once and the list two months later', () => {
    const open = rowsOf(MERGED.code).map((rows) => rows > 0)
    expect(open).toEqual([...Array(7).fill(true), ...Array(7).fill(false)])
    expect(listsOf(MERGED.code).map((list) => list !== null)).toEqual([
      ...Array(9).fill(true),
      ...Array(5).fill(false),
    ])
    const lists = listsOf(MERGED.successor).map((list) => list ?? 0)
    expect(lists[8]! / lists[7]!).toBeLessThan(1.01)
    expect(lists[9]! / lists[8]!).toBeGreaterThan(1.1)
  })

  test('has a practice that closed, for which pharmacies still claim a little for two months', () => {
    const rows = rowsOf(CLOSED.code)
    expect(rows.slice(0, 3).every((count) => count > 30)).toBe(true)
    expect(rows.slice(3, 5).every((count) => count > 0 && count < 30)).toBe(true)
    expect(rows.slice(5).every((count) => count === 0)).toBe(true)
  })

  test('has one row of a thousand patches', () => {
    const thousands = [...texts].filter(([, text]) =>
      /"Z98011".*"0407020A0AAAGAG".*"1000\.","1","1000\."/.test(text),
    )
    expect(thousands.map(([name]) => name)).toEqual(['EPD_SNOMED_202603.csv'])
  })

  test('has a register that says when they closed', async () => {
    const path = await writeRegisterFile(join(folder, 'epraccur.csv'), practices, ({ closedMonthsAgo }) =>
      closedMonthsAgo === undefined ? undefined : lastDayOpen(LAST, closedMonthsAgo),
    )
    const lines = readFileSync(path, 'utf8')
      .trim()
      .split('\r\n')
      .map((line) => line.slice(1, -1).split('","'))
    expect(lines.map((cells) => cells.length)).toEqual([27, 27, 27, 27])
    const merged = lines.find(([code]) => code === MERGED.code)
    expect([merged?.[11], merged?.[12], merged?.[25]]).toEqual(['20260131', 'C', '4'])
    expect(lines.find(([code]) => code === 'Z98010')?.[12]).toBe('A')
  })
})
