import { applications } from '#db/schema/applications.ts'
import StepPage from '../../../src/pages/applications/[secret]/[step].astro'
import CheckPage from '../../../src/pages/applications/[secret]/check.astro'
import ApplicationPage from '../../../src/pages/applications/[secret]/index.astro'
import PracticePage from '../../../src/pages/applications/[secret]/practice.astro'
import SponsorPage from '../../../src/pages/applications/[secret]/sponsors/[kind].astro'
import WithdrawalPage from '../../../src/pages/applications/[secret]/withdrawal.astro'
import { begin, draft, MANAGER, openCohort, PRESCRIBER, read } from '../../lib/applications/given.ts'
import { bringRegister } from '../../lib/practices/registers.ts'
import { ISSUED } from '../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const EMAIL = 'gita.newcomer@example.org'

describe('a draft', () => {
  test('is a list of tasks that leads from one question to the next', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { secret, id } = await begin(store, springId, EMAIL)
    const page = await visit(ApplicationPage, store, { params: { secret } })
    expect(page.text).toContain('0 of 8 questions are answered')
    expect(page.html).toContain(`href="/applications/${secret}/name"`)
    const step = (name: string, form?: Record<string, string | string[]>) =>
      visit(StepPage, store, { params: { secret, step: name }, ...(form && { form }) })
    expect((await step('name')).text).toContain(`Your email address is ${EMAIL}`)
    const to = async (name: string, form: Record<string, string | string[]>) =>
      (await step(name, form)).location
    expect(await to('name', { name: 'Gita Newcomer' })).toBe(`/applications/${secret}/profession`)
    expect(await to('profession', { profession: 'GP' })).toBe(`/applications/${secret}/registration`)
    expect(await to('registration', { registrationNumber: '0000000' })).toBe(
      `/applications/${secret}/practice`,
    )
    const practice = { params: { secret }, url: `/applications/${secret}/practice?search=amber` }
    expect((await visit(PracticePage, store, practice)).text).toContain('Amber Lane Surgery Z98001')
    const chosen = await visit(PracticePage, store, { ...practice, form: { practiceCode: 'Z98001' } })
    expect(chosen.location).toBe(`/applications/${secret}/focus`)
    expect(await to('focus', { focusArea: 'starting-well', why: 'No end dates.' })).toBe(
      `/applications/${secret}/dates`,
    )
    expect(await to('dates', { all: 'yes' })).toBe(`/applications/${secret}/promise`)
    expect(await to('promise', { promise: 'on' })).toBe(`/applications/${secret}/sponsors/employer`)
    const sponsor = await visit(SponsorPage, store, {
      params: { secret, kind: 'employer' },
      form: { employment: 'employed', ...MANAGER },
    })
    expect(sponsor.location).toBe(`/applications/${secret}/check`)
    const check = await visit(CheckPage, store, { params: { secret } })
    for (const said of [
      'Gita Newcomer',
      'GMC 0000000',
      'Amber Lane Surgery (Z98001)',
      'Starting well',
      'No end dates.',
    ])
      expect(check.text).toContain(said)
    expect(check.text).toContain('We then write to Mona Manager')
    const done = await visit(CheckPage, store, { params: { secret }, form: { correct: 'on' } })
    expect(done).toMatchObject({ status: 303, location: `/applications/${secret}` })
    expect((await read(store, id)).state).toBe('waiting for promises')
  })

  test('gives typed text back, and refuses an NHS number', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { secret } = await begin(store, springId, EMAIL)
    const page = await visit(StepPage, store, {
      params: { secret, step: 'focus' },
      form: { focusArea: '', why: `Because of ${ISSUED}` },
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Select a focus area')
    expect(page.text).toContain('looks like an NHS number')
    expect(page.html).toContain(`Because of ${ISSUED}</textarea>`)
    expect((await store.reader.select().from(applications))[0]?.why).toBeNull()
  })

  test('finds a practice by its postcode, and writes names as people do, not as the register shouts them', async ({
    store,
  }) => {
    const { springId } = await openCohort(store)
    await bringRegister(store)
    const { secret, id } = await begin(store, springId, EMAIL)
    const at = async (search: string) => {
      const url = `/x?search=${encodeURIComponent(search)}`
      return (await visit(PracticePage, store, { params: { secret }, url })).text
    }
    expect(await at('zz2 3cc')).toContain('St. Anne\'s, the "Old" Surgery Z98003, ZZ2 3CC')
    expect(await at('amber')).toContain('Amber Lane Surgery Z98001')
    expect(await at('beacon')).toContain('No practice fits')
    await visit(PracticePage, store, { params: { secret }, form: { practiceCode: 'Z98003' } })
    expect((await read(store, id)).practiceName).toBe('St. Anne\'s, the "Old" Surgery')
    const closed = await visit(PracticePage, store, { params: { secret }, form: { practiceCode: 'Z98002' } })
    expect(closed.status).toBe(422)
  })

  test('takes a practice that the register does not have', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { secret, id } = await begin(store, springId, EMAIL)
    const nothing = await visit(PracticePage, store, { params: { secret }, url: '/x?search=zzz' })
    expect(nothing.text).toContain('No practice fits “zzz”')
    const made = await visit(PracticePage, store, {
      params: { secret },
      url: '/x?listed=no',
      form: { practiceName: 'New Lane Network', practiceCode: '' },
    })
    expect(made.status).toBe(303)
    expect(await read(store, id)).toMatchObject({
      practiceName: 'New Lane Network',
      practiceCode: '',
      practiceFound: false,
    })
    const forged = await visit(PracticePage, store, { params: { secret }, form: { practiceCode: 'X00000' } })
    expect(forged.status).toBe(422)
  })

  test('of a pharmacist who does not prescribe asks for a prescriber, and is not sent without', async ({
    store,
  }) => {
    const { springId } = await openCohort(store)
    const { secret, id } = await draft(store, springId, {
      name: 'Nora Nonprescriber',
      profession: 'non-prescribing pharmacist',
    })
    const refused = await visit(CheckPage, store, { params: { secret }, form: { correct: 'on' } })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('can join only with the support of a prescriber')
    const own = await visit(SponsorPage, store, {
      params: { secret, kind: 'prescriber' },
      form: { name: 'Nora', email: 'nora.nonprescriber@example.org' },
    })
    expect(own.text).toContain('This is your own address')
    const named = await visit(SponsorPage, store, {
      params: { secret, kind: 'prescriber' },
      form: PRESCRIBER,
    })
    expect(named.location).toBe(`/applications/${secret}/check`)
    expect((await visit(CheckPage, store, { params: { secret }, form: { correct: 'on' } })).status).toBe(303)
    expect((await read(store, id)).state).toBe('waiting for promises')
  })

  test('says who cannot join before it is sent', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { secret } = await draft(store, springId, { name: 'Anna Away' })
    await visit(StepPage, store, {
      params: { secret, step: 'dates' },
      form: { all: 'no', cannot: '2027-01-18' },
    })
    const page = await visit(CheckPage, store, { params: { secret } })
    expect(page.text).toContain('You cannot send it as it is')
    expect(page.text).toContain('Monday 18 January 2027 cannot be kept free')
  })

  test('is deleted by its applicant at once', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { secret } = await draft(store, springId, { name: 'Gita Newcomer' })
    expect((await visit(WithdrawalPage, store, { params: { secret } })).text).toContain('deleted at once')
    const unsure = await visit(WithdrawalPage, store, { params: { secret }, form: {} })
    expect(unsure.status).toBe(422)
    expect((await visit(WithdrawalPage, store, { params: { secret }, form: { sure: 'on' } })).location).toBe(
      '/applications/new',
    )
    expect(await store.reader.select().from(applications)).toEqual([])
    expect((await visit(ApplicationPage, store, { params: { secret } })).status).toBe(404)
  })
})
