import { auditEvents } from '#db/schema/audit.ts'
import { roleGrants } from '#db/schema/auth.ts'
import { cohortMembers } from '#db/schema/cohorts.ts'
import { mailMessages } from '#db/schema/mail.ts'
import { sessions } from '#db/schema/sessions.ts'
import { Forbidden } from '#lib/web/problems.ts'
import AuditPage from '../../../src/pages/admin/audit.astro'
import CohortsPage from '../../../src/pages/admin/cohorts.astro'
import AdminPage from '../../../src/pages/admin/index.astro'
import OutboxPage from '../../../src/pages/admin/outbox.astro'
import PeoplePage from '../../../src/pages/admin/people.astro'
import DemonstrationOutboxPage from '../../../src/pages/outbox.astro'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const invitation = (cohortId: string) => ({
  name: 'Nia Newcomer',
  email: 'Nia.Newcomer@example.org',
  profession: 'GP',
  role: 'participant',
  cohortId,
  practiceCode: 'z98009',
  practiceName: 'Juniper Way Practice',
})

describe('inviting someone', () => {
  test('makes the account, the place in the cohort, the practice and the letter in one', async ({
    store,
  }) => {
    const { ada, cohortId } = await given.cohort(store)
    const page = await visit(PeoplePage, store, { as: ada, form: invitation(cohortId) })
    expect(page).toMatchObject({ status: 303, notice: 'The invitation is in the outbox' })
    expect(await store.reader.select().from(mailMessages)).toMatchObject([
      { toEmail: 'nia.newcomer@example.org' },
    ])
    const members = await store.reader.select().from(cohortMembers)
    expect(members.filter(({ practiceCode }) => practiceCode === 'Z98009')).toHaveLength(1)
    expect((await visit(PeoplePage, store, { as: ada })).text).toContain('Nia Newcomer')
  })

  test('gives someone known another role', async ({ store }) => {
    const { ada, rita, cohortId } = await given.cohort(store)
    const form = {
      ...invitation(cohortId),
      name: rita.name,
      email: rita.email,
      role: 'facilitator',
      practiceCode: '',
      practiceName: '',
    }
    await visit(PeoplePage, store, { as: ada, form })
    const grants = await store.reader.select().from(roleGrants)
    expect(
      grants
        .filter(({ personId }) => personId === rita.id)
        .map(({ role }) => role)
        .sort(),
    ).toEqual(['facilitator', 'reviewer'])
  })

  test('says what is wrong, keeps what was typed and does nothing', async ({ store }) => {
    const { ada } = await given.cohort(store)
    const page = await visit(PeoplePage, store, {
      as: ada,
      form: { ...invitation(''), email: 'nia', practiceCode: '12' },
    })
    expect(page.status).toBe(422)
    for (const words of ['in the right form', 'Select their cohort', 'one letter and five digits'])
      expect(page.text).toContain(words)
    expect(page.html).toContain('value="Nia Newcomer"')
    expect(await store.reader.select().from(mailMessages)).toEqual([])
  })
})

describe('starting a cohort', () => {
  test('lays the timetable out from its first week', async ({ store }) => {
    const { ada } = await given.cohort(store)
    const form = {
      programme: 'opioid-stewardship',
      name: 'Autumn 2027',
      'startsOn.day': '8',
      'startsOn.month': '10',
      'startsOn.year': '2027',
    }
    expect(await visit(CohortsPage, store, { as: ada, form })).toMatchObject({ status: 303 })
    const rows = (await store.reader.select().from(sessions)).filter(({ heldOn }) => heldOn >= '2027-10-01')
    expect(rows.map(({ heldOn }) => heldOn).sort()).toEqual([
      '2027-10-08',
      '2027-10-11',
      '2027-10-13',
      '2027-10-15',
      '2027-11-02',
      '2027-11-23',
      '2027-12-08',
      '2028-03-07',
      '2028-03-23',
    ])
  })

  test('needs a real first day', async ({ store }) => {
    const { ada } = await given.cohort(store)
    const form = {
      programme: 'opioid-stewardship',
      name: 'Autumn',
      'startsOn.day': '31',
      'startsOn.month': '2',
      'startsOn.year': '2027',
    }
    const page = await visit(CohortsPage, store, { as: ada, form })
    expect(page.text).toContain('The first day must be a real date')
    expect(page.html).toContain('value="31"')
  })
})

describe('the administrator’s rooms', () => {
  test('open to administrators alone', async ({ store }) => {
    const { ada, fran } = await given.cohort(store)
    for (const page of [AdminPage, AuditPage, CohortsPage, OutboxPage, PeoplePage]) {
      expect((await visit(page, store, { as: ada })).status).toBe(200)
      await expect(visit(page, store, { as: fran })).rejects.toThrow(Forbidden)
    }
  })

  test('show letters with their links, and who did what', async ({ store }) => {
    const { ada, cohortId } = await given.cohort(store)
    await visit(PeoplePage, store, { as: ada, form: invitation(cohortId) })
    expect((await visit(OutboxPage, store, { as: ada })).html).toMatch(
      /href="http:\/\/localhost:4321\/choose-password\/[\w-]{43}"/,
    )
    const audit = await visit(AuditPage, store, { as: ada })
    expect(audit.text).toContain('Ada Admin invited Nia Newcomer as participant')
    // The name is that of the account: the events themselves hold nothing that was typed.
    expect(JSON.stringify(await store.reader.select().from(auditEvents))).not.toContain('Newcomer')
  })

  test('the outbox that anyone may read is only there in a demonstration', async ({ store }) => {
    expect((await visit(DemonstrationOutboxPage, store)).status).toBe(404)
  })
})
