import { systemBy } from '#lib/auth/by.ts'
import { findCurrentRegister } from '#lib/practices/queries.ts'
import { importFile } from '#lib/prescribing/import-file.ts'
import { getMeasureSeries } from '#lib/prescribing/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { bringRegister, REGISTER } from '../practices/registers.ts'
import { EPD, fixture, inPieces, LISTS } from './files.ts'

const by = systemBy('tests', new Date('2026-11-22T09:00:00Z'))
const older = fixture(REGISTER).replaceAll('20260630', '').replaceAll('20250601', '20240601')
const codes = (result: { problems: { code: string }[] }) => result.problems.map(({ code }) => code)

describe('importing a register', () => {
  test('again changes nothing', async ({ store }) => {
    await bringRegister(store)
    expect((await bringRegister(store)).status).toBe('unchanged')
  })

  test('that is newer takes the place of the one before without a question', async ({ store }) => {
    await bringRegister(store, older)
    expect(await bringRegister(store)).toMatchObject({
      status: 'imported',
      kind: 'register',
      months: [],
      practices: 4,
    })
  })

  test('that looks older, or holds less than half, is a question that --replace answers', async ({
    store,
  }) => {
    await bringRegister(store)
    const asked = await bringRegister(store, older)
    expect([asked.status, codes(asked)]).toEqual([
      'needs_decision',
      expect.arrayContaining(['register_loaded']),
    ])
    const [first] = fixture(REGISTER).split('\n')
    expect((await bringRegister(store, `${first?.replace('19740401', '20261001')}\n`)).status).toBe(
      'needs_decision',
    )
    expect((await findCurrentRegister(store.reader))?.practices).toBe(4)
    expect((await bringRegister(store, older, true)).status).toBe('imported')
  })

  test('lets prescribing files say who is not in it and who had closed', async ({ store }) => {
    await bringRegister(store, fixture(REGISTER).replace(/^"Z98001.*\n/, ''))
    const result = await importFile(store, by, { name: EPD, bytes: inPieces(fixture(EPD)) })
    const said = result.problems.map(({ level, code, message }) => `${level} ${code}: ${message}`).join('\n')
    expect(said).toMatch(/warning unknown_practice: Z98001 \(line 2\) is not in the practice register/)
    expect(said).toMatch(
      /note closed_practice_items: \d+ items are of a practice that had closed .*Z98002 \(line 10\)/,
    )
  })

  test('takes the values of closed months away, and gives them back when it is corrected', async ({
    store,
  }) => {
    for (const name of [LISTS, EPD]) await importFile(store, by, { name, bytes: inPieces(fixture(name)) })
    const months = () => getMeasureSeries(store.reader, 'Z98002', 'opioid_items_per_1000')
    expect((await months())[0]?.value).not.toBeNull()
    await bringRegister(store)
    expect(await months()).toMatchObject([
      { month: '2026-08', value: null, numerator: null, reason: 'closed' },
    ])
    await bringRegister(store, fixture(REGISTER).replaceAll('20260630', '20260831'), true)
    expect((await months())[0]?.reason).toBeUndefined()
  })
})
