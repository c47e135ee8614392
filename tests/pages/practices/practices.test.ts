import { practiceSuccessors } from '#db/schema/practices.ts'
import { Forbidden } from '#lib/web/problems.ts'
import PracticePage from '../../../src/pages/practices/[practice]/index.astro'
import UndoPage from '../../../src/pages/practices/[practice]/successors/[successor].astro'
import PracticesPage from '../../../src/pages/practices/index.astro'
import NetworkPage from '../../../src/pages/practices/networks/[network]/index.astro'
import RemovalPage from '../../../src/pages/practices/networks/[network]/removal.astro'
import NetworksPage from '../../../src/pages/practices/networks/index.astro'
import { bringRegister } from '../../lib/practices/registers.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const merger = {
  successorCode: 'z98001',
  kind: 'merged',
  'fromDay.day': '1',
  'fromDay.month': '7',
  'fromDay.year': '2026',
  source: 'Notice of the ICB',
}
const network = { code: 'U99001', name: 'Fiction PCN', practices: 'Z98001\nZ98002' }

describe('finding a practice', () => {
  test('says what is missing before a register is imported', async ({ store }) => {
    const { fran } = await given.cohort(store)
    const page = await visit(PracticesPage, store, { as: fran, url: '/practices?search=amber' })
    expect(page.text).toContain('No practice register has been imported yet')
  })

  test('shows what the register says of those found, and keeps what was typed', async ({ store }) => {
    const { fran } = await given.cohort(store)
    await bringRegister(store)
    const page = await visit(PracticesPage, store, { as: fran, url: '/practices?search=beacon' })
    expect(page.text).toMatch(
      /One practice for “beacon”.*Beacon Hill Practice.*Z98002.*ZZ1 2BB.*Closed.*30 June 2026/s,
    )
    expect(page.html).toContain('value="beacon"')
    expect(
      (await visit(PracticesPage, store, { as: fran, url: '/practices?search=nowhere' })).text,
    ).toContain('Try fewer or shorter words')
  })

  test('shows what was typed as text', async ({ store }) => {
    const { fran } = await given.cohort(store)
    await bringRegister(store)
    const page = await visit(PracticesPage, store, {
      as: fran,
      url: '/practices?search=%3Cb%3Eamber%3C%2Fb%3E',
    })
    expect(page.html.replaceAll(/"[^"]*"/g, '')).not.toContain('<b>amber')
    expect(page.html).toContain('&lt;b&gt;amber')
  })
})

describe('one practice', () => {
  test('shows the register, and records and undoes who took over', async ({ store }) => {
    const { fran } = await given.cohort(store)
    await bringRegister(store)
    const at = { as: fran, params: { practice: 'Z98002' } }
    expect((await visit(PracticePage, store, at)).text).toMatch(
      /Beacon Hill Practice.*Closed.*None is recorded/s,
    )
    const saved = await visit(PracticePage, store, { ...at, form: merger })
    expect(saved).toMatchObject({ status: 303, location: '/practices/Z98002' })
    expect((await visit(PracticePage, store, at)).text).toMatch(/1 July 2026: merged into Amber Lane Surgery/)
    const other = await visit(PracticePage, store, { as: fran, params: { practice: 'Z98001' } })
    expect(other.text).toMatch(/1 July 2026: joined by Beacon Hill Practice.*Recorded by/s)

    const [row] = await store.reader.select().from(practiceSuccessors)
    const undo = { as: fran, params: { practice: 'Z98001', successor: row!.id } }
    expect((await visit(UndoPage, store, undo)).text).toContain('Undo it')
    expect((await visit(UndoPage, store, { ...undo, form: {} })).status).toBe(303)
    const undone = await visit(PracticePage, store, at)
    expect(undone.html).toContain('<del>')
    expect(undone.text).toContain('undone on 22 November 2026')
  })

  test('says what is wrong and keeps what was typed', async ({ store }) => {
    const { fran } = await given.cohort(store)
    await bringRegister(store)
    const at = { as: fran, params: { practice: 'Z98001' } }
    const page = await visit(PracticePage, store, { ...at, form: merger })
    expect([page.status, page.text.includes('A practice cannot take over from itself')]).toEqual([422, true])
    expect(page.html).toContain('value="Notice of the ICB"')
  })

  test('that takes part and is in no register is shown all the same; one that nobody knows is not there', async ({
    store,
  }) => {
    const { ada } = await given.cohort(store)
    const page = await visit(PracticePage, store, { as: ada, params: { practice: 'Z98001' } })
    expect(page.text).toContain('the register does not name it')
    expect((await visit(PracticePage, store, { as: ada, params: { practice: 'Z99999' } })).status).toBe(404)
    expect(
      (await visit(UndoPage, store, { as: ada, params: { practice: 'Z98001', successor: 'x' } })).status,
    ).toBe(404)
  })
})

describe('a network', () => {
  test('is added, changed and removed', async ({ store }) => {
    const { ada } = await given.cohort(store)
    expect((await visit(NetworksPage, store, { as: ada, form: network })).status).toBe(303)
    expect((await visit(NetworksPage, store, { as: ada })).text).toMatch(/Fiction PCN U99001 2/)
    const at = { as: ada, params: { network: 'U99001' } }
    expect((await visit(NetworkPage, store, at)).text).toContain('Amber Lane Surgery')
    const change = { name: 'Fable PCN', practices: 'Z98002' }
    expect((await visit(NetworkPage, store, { ...at, form: change })).status).toBe(303)
    expect((await visit(NetworkPage, store, at)).text).toContain('Fable PCN')
    expect((await visit(RemovalPage, store, at)).text).toContain('Its practice stays')
    expect((await visit(RemovalPage, store, { ...at, form: {} })).status).toBe(303)
    expect((await visit(NetworkPage, store, at)).status).toBe(404)
  })

  test('is refused when it is there already or its practices are no codes', async ({ store }) => {
    const { ada } = await given.cohort(store)
    await visit(NetworksPage, store, { as: ada, form: network })
    expect((await visit(NetworksPage, store, { as: ada, form: network })).text).toContain('here already')
    const page = await visit(NetworksPage, store, { as: ada, form: { ...network, practices: 'Amber Lane' } })
    expect([page.status, page.text.includes('2 of these are no practice code')]).toEqual([422, true])
  })
})

test('the practices are kept by those who run the programme alone', async ({ store }) => {
  const { ann, rita, cohortId: _ } = await given.cohort(store)
  await bringRegister(store)
  for (const as of [ann, rita]) {
    for (const page of [PracticesPage, NetworksPage])
      await expect(visit(page, store, { as })).rejects.toThrow(Forbidden)
    await expect(visit(PracticePage, store, { as, params: { practice: 'Z98001' } })).rejects.toThrow(
      Forbidden,
    )
  }
})
