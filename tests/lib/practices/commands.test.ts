import { auditEvents } from '#db/schema/audit.ts'
import { networkPractices } from '#db/schema/practices.ts'
import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { anonymous, viewerFrom } from '#lib/auth/viewer.ts'
import {
  addNetwork,
  changeNetwork,
  recordSuccessor,
  removeNetwork,
  undoSuccessor,
} from '#lib/practices/commands.ts'
import { networkForm, newNetworkForm, successorForm } from '#lib/practices/forms.ts'
import { canKeepPractices } from '#lib/practices/policy.ts'
import {
  findNetwork,
  findNetworkOf,
  listNetworks,
  listSuccessionHistory,
  listSuccessions,
} from '#lib/practices/queries.ts'
import { describe, expect, test } from '../../support/test.ts'
import { bringRegister } from './registers.ts'

const by = systemBy('tests', new Date('2026-11-22T09:00:00Z'))
const merger = {
  successorCode: 'Z98001',
  kind: 'merged' as const,
  fromDay: '2026-07-01',
  source: 'Notice of the ICB',
}
const record = (store: Store, practice = 'Z98002', successorCode = 'Z98001') =>
  store.transact((tx) => recordSuccessor(tx, by, practice, { ...merger, successorCode }))
const actions = async (store: Store) =>
  (await store.reader.select().from(auditEvents)).map(({ action, subject }) => `${action} ${subject}`)

describe('a successor', () => {
  test('is recorded, found from either side, and leaves a trace', async ({ store }) => {
    await record(store)
    for (const codes of [['Z98001'], ['Z98002'], ['Z98001', 'Z98002', 'Z98003']])
      expect(await listSuccessions(store.reader, codes)).toMatchObject([
        { practiceCode: 'Z98002', ...merger },
      ])
    expect(await listSuccessions(store.reader, ['Z98003'])).toEqual([])
    expect(await listSuccessions(store.reader, [])).toEqual([])
    expect(await actions(store)).toEqual(['practice.successor_recorded Z98002'])
  })

  test('may be one of several, as when a list is divided', async ({ store }) => {
    await record(store)
    await record(store, 'Z98002', 'Z98003')
    expect(await listSuccessions(store.reader, ['Z98002'])).toHaveLength(2)
  })

  test('is not the practice itself, nor one it took over from, nor recorded twice', async ({ store }) => {
    await record(store, 'Z98003', 'Z98002')
    await record(store)
    await expect(record(store, 'Z98001', 'Z98001')).rejects.toThrow('from itself')
    await expect(record(store, 'Z98001', 'Z98003')).rejects.toThrow('cannot be the other way round')
    await expect(record(store)).rejects.toThrow('recorded already')
    expect(await listSuccessions(store.reader, ['Z98001', 'Z98002', 'Z98003'])).toHaveLength(2)
  })

  test('is in the register, once one is imported', async ({ store }) => {
    await bringRegister(store)
    await expect(record(store, 'Z98002', 'Z99999')).rejects.toThrow('No practice of this code')
    await record(store)
  })

  test('that is undone stays in the history and stands in the way of nothing', async ({ store }) => {
    const id = await record(store)
    await store.transact((tx) => undoSuccessor(tx, by, id, { practiceCode: 'Z98002' }))
    expect(await listSuccessions(store.reader, ['Z98002'])).toEqual([])
    expect(await listSuccessionHistory(store.reader, 'Z98001')).toMatchObject([
      { id, undoneBy: 'system:tests', undoneAt: by.at, recordedByName: null },
    ])
    await record(store, 'Z98001', 'Z98002')
    expect(await actions(store)).toContain('practice.successor_undone Z98002')
  })
})

const fiction = { name: 'Fiction PCN', practices: ['Z98001', 'Z98002'] }

describe('a network', () => {
  test('is added with its practices, changed and removed', async ({ store }) => {
    await store.transact((tx) => addNetwork(tx, by, 'U99001', fiction))
    expect(await listNetworks(store.reader)).toMatchObject([{ code: 'U99001', ...fiction }])
    expect(await findNetworkOf(store.reader, 'Z98002')).toEqual({ code: 'U99001', name: 'Fiction PCN' })
    const change = { name: 'Fiction and Fable PCN', practices: ['Z98002', 'Z98003'] }
    await store.transact((tx) => changeNetwork(tx, by, 'U99001', change))
    expect(await findNetwork(store.reader, 'U99001')).toMatchObject(change)
    expect(await findNetworkOf(store.reader, 'Z98001')).toBeUndefined()
    await store.transact((tx) => removeNetwork(tx, by, 'U99001'))
    expect([await listNetworks(store.reader), await store.reader.$count(networkPractices)]).toEqual([[], 0])
    expect(await actions(store)).toEqual([
      'practice.network_added U99001',
      'practice.network_changed U99001',
      'practice.network_removed U99001',
    ])
  })

  test('is not added twice, and takes no practice from another', async ({ store }) => {
    await store.transact((tx) => addNetwork(tx, by, 'U99001', fiction))
    await expect(store.transact((tx) => addNetwork(tx, by, 'U99001', fiction))).rejects.toThrow(
      'here already',
    )
    const other = { name: 'Fable PCN', practices: ['Z98003', 'Z98002'] }
    await expect(store.transact((tx) => addNetwork(tx, by, 'U99002', other))).rejects.toThrow(
      'Z98002 is in the network U99001',
    )
    expect(await listNetworks(store.reader)).toHaveLength(1)
  })
})

describe('what is typed', () => {
  const mistakes = (result: { error?: { issues: { message: string }[] } }) =>
    result.error?.issues.map(({ message }) => message)

  test('as a network’s practices may be parted by lines, commas or spaces, in any case, and twice', () => {
    const typed = networkForm.parse({ name: 'Fiction PCN', practices: 'z98001, Z98002\n\nZ98003 z98001' })
    expect(typed.practices).toEqual(['Z98001', 'Z98002', 'Z98003'])
    expect(mistakes(networkForm.safeParse({ name: 'x', practices: 'Z98001 Amber' }))).toEqual([
      expect.stringContaining('One of these is no practice code'),
    ])
  })

  test('as a network’s code is a U and five digits', () => {
    const typed = { name: 'Fiction PCN', practices: 'Z98001' }
    expect(newNetworkForm.parse({ ...typed, code: 'u99001' }).code).toBe('U99001')
    expect(mistakes(newNetworkForm.safeParse({ ...typed, code: 'Z98001' }))?.[0]).toContain('like U12345')
  })

  test('as a successor is a practice code, a kind, a day and a source', () => {
    const typed = {
      successorCode: ' z98001',
      kind: 'merged',
      fromDay: { day: '1', month: '7', year: '2026' },
      source: 'Register',
    }
    expect(successorForm().parse(typed)).toEqual({ ...merger, source: 'Register' })
    expect(mistakes(successorForm().safeParse({}))).toHaveLength(4)
  })
})

test.each([
  ['a facilitator', { facilitatorOf: ['cohort'] }, true],
  ['an administrator', { admin: true }, true],
  ['a participant', { memberOf: ['cohort'], practices: ['Z98001'] }, false],
  ['a reviewer', { reviewerOf: ['cohort'] }, false],
])('%s keeps the register of mergers and networks: %s', (_, facts, may) => {
  expect(canKeepPractices(viewerFrom({ ...anonymous, ...facts }))).toBe(may)
})
