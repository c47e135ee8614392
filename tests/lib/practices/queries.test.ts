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
