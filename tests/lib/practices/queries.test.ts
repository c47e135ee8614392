import { registeredPractices } from '#db/schema/practices.ts'
import { systemBy } from '#lib/auth/by.ts'
import { addPractice } from '#lib/people/commands.ts'
import {
  findCurrentRegister,
  findPractice,
  listPracticeNames,
  listRegistered,
} from '#lib/practices/queries.ts'
import { searchPractices } from '#lib/practices/search.ts'
import { describe, expect, test } from '../../support/test.ts'
import { fixture } from '../prescribing/files.ts'
import { bringRegister, REGISTER } from './registers.ts'

const by = systemBy('tests', new Date('2026-11-22T09:00:00Z'))

describe('the register that counts', () => {
  test('is the one published last, and the earlier ones are no longer asked', async ({ store }) => {
    expect(await findCurrentRegister(store.reader)).toBeUndefined()
    await bringRegister(store)
    const newer = fixture(REGISTER)
      .replace('BEACON HILL PRACTICE', 'BEACON HILL')
      .replace(/^"Z98001.*\n/, '')
    expect((await bringRegister(store, newer)).status).toBe('imported')
    const registered = await listRegistered(store.reader)
    expect(registered.map(({ code, name }) => [code, name]).sort()).toEqual([
      ['Z98002', 'BEACON HILL'],
      ['Z98003', 'ST. ANNE\'S, THE "OLD" SURGERY'],
      ['Z98004', 'FICTIONSHIRE HOSPICE'],
    ])
    expect(await store.reader.$count(registeredPractices)).toBe(7)
  })
})

describe('searching for a practice', () => {
  test.for([
    ['a code', 'z98002', ['Z98002']],
    ['the beginning of a code', 'Z980', ['Z98001', 'Z98003', 'Z98002', 'Z98004']],
    ['words of its name in any case', 'amber LANE', ['Z98001']],
    ['words in another order, and only their beginnings', 'surg amb', ['Z98001']],
    ['a name without its points and apostrophes', 'st annes', ['Z98003']],
    ['a name with another apostrophe', 'St Anne’s', ['Z98003']],
    ['a postcode without its space', 'zz11', ['Z98001']],
    ['the first part of a postcode', 'ZZ2', ['Z98003', 'Z98004']],
    ['a part from within a word', 'eacon', []],
    ['signs that a pattern is made of', '%', []],
    ['an underscore for a letter', 'amb_r', []],
    ['two words of which one is nowhere', 'amber wharf', []],
    ['nothing', '   ', []],
  ] as const)('finds by %s, open GP practices first', async ([_, text, codes], { store }) => {
    await bringRegister(store)
    expect((await searchPractices(store.reader, text)).map(({ code }) => code)).toEqual(codes)
  })

  test('finds no more than asked for, and only open GP practices when asked for those', async ({ store }) => {
    await bringRegister(store)
    expect(await searchPractices(store.reader, 'Z98', { limit: 2 })).toHaveLength(2)
    const open = await searchPractices(store.reader, 'Z98', { onlyOpen: true })
    expect(open.map(({ code }) => code)).toEqual(['Z98001', 'Z98003'])
  })

  test('finds by the register that counts now, not by the one that counted when somebody searched', async ({
    store,
  }) => {
    await bringRegister(store)
    expect((await searchPractices(store.reader, 'beacon')).map(({ name }) => name)).toEqual([
      'BEACON HILL PRACTICE',
    ])
    await bringRegister(store, fixture(REGISTER).replace('BEACON HILL PRACTICE', 'LANTERN HILL PRACTICE'))
    expect(await searchPractices(store.reader, 'beacon')).toEqual([])
    expect((await searchPractices(store.reader, 'lantern')).map(({ code }) => code)).toEqual(['Z98002'])
  })

  test('finds every one of many, in the order of their names, and asks the database for few at a time', async ({
    store,
  }) => {
    await bringRegister(store)
    const register = (await findCurrentRegister(store.reader))!
    // Two hundred names for 1,100 practices, so that a name goes on where one reading ends and the next begins.
    const many = Array.from({ length: 1100 }, (_, at) => ({
      code: `Y${10_000 + at}`,
      importId: register.id,
      name: `QUARRY ${String(at % 200).padStart(3, '0')} SURGERY`,
      status: 'active' as const,
      setting: '4',
      postcode: 'ZZ9 9ZZ',
    }))
    for (let at = 0; at < many.length; at += 100)
      await store.transact((tx) => tx.insert(registeredPractices).values(many.slice(at, at + 100)))
    const found = await searchPractices(store.reader, 'quarry', { limit: 2000 })
    const sorted = many.toSorted((a, b) => a.name.localeCompare(b.name) || a.code.localeCompare(b.code))
    expect(found.map(({ code }) => code)).toEqual(sorted.map(({ code }) => code))
    const [exact] = await searchPractices(store.reader, 'Y11099', { limit: 1 })
    expect(exact?.code).toBe('Y11099')
  })

  test('reads a name as it would be typed, whatever signs are in it', async ({ store }) => {
    await bringRegister(store, fixture(REGISTER).replace('BEACON HILL PRACTICE', 'ST MARY’S (BEACON-HILL)'))
    for (const text of ['st marys', 'beacon hill', 'hill mary’s', 'St Mary’s (Beacon-Hill)'])
      expect([text, (await searchPractices(store.reader, text)).map(({ code }) => code)]).toEqual([
        text,
        ['Z98002'],
      ])
  })

  test('finds nothing before a register is imported', async ({ store }) => {
    expect(await searchPractices(store.reader, 'amber')).toEqual([])
  })
})

describe('one practice', () => {
  test('is known by the register, by taking part, or not at all', async ({ store }) => {
    await bringRegister(store)
    await store.transact((tx) => addPractice(tx, by, { code: 'Z98001', name: 'Amber Lane Surgery' }))
    await store.transact((tx) => addPractice(tx, by, { code: 'Z98077', name: 'Invented Practice' }))
    expect(await findPractice(store.reader, 'Z98001')).toMatchObject({
      name: 'Amber Lane Surgery',
      takesPart: true,
    })
    expect(await findPractice(store.reader, 'Z98002')).toMatchObject({
      takesPart: false,
      registered: { closedOn: '2026-06-30' },
    })
    expect(await findPractice(store.reader, 'Z98077')).toEqual({
      code: 'Z98077',
      name: 'Invented Practice',
      registered: undefined,
      takesPart: true,
    })
    expect(await findPractice(store.reader, 'Z98099')).toBeUndefined()
    expect(await findPractice(store.reader, undefined)).toBeUndefined()
    expect(await listPracticeNames(store.reader, ['Z98002', 'Z98077', 'Z98099'])).toEqual(
      new Map([
        ['Z98077', 'Invented Practice'],
        ['Z98002', 'Beacon Hill Practice'],
      ]),
    )
    expect(await listPracticeNames(store.reader, [])).toEqual(new Map())
  })
})
