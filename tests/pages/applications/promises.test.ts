import PromisePage from '../../../src/pages/promises/[secret].astro'
import {
  MANAGER,
  openCohort,
  outbox,
  PRESCRIBER,
  read,
  secretFor,
  sent,
} from '../../lib/applications/given.ts'
import { ISSUED } from '../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('a sponsor’s page', () => {
  test('says exactly what is asked, without an account; opening it changes nothing', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id } = await sent(store, springId, { name: 'Gita Newcomer', employer: MANAGER })
    const secret = await secretFor(store, MANAGER.email, 'promises')
    for (let times = 0; times < 3; times++) {
      const page = await visit(PromisePage, store, { params: { secret } })
      expect(page.status).toBe(200)
      expect(page.html.match(/<h1/g)).toHaveLength(1)
      for (const said of [
        'Gita Newcomer asks for your promise',
        'free for all 2 dates, and has 4 hours a month for 6 months, 24 hours in all',
        'Monday 18 January 2027 , 9:30am to 12 noon',
        'Please answer by 1 December 2026',
      ])
        expect(page.text).toContain(said)
    }
    expect((await read(store, id)).standings.employer).toBe('waiting')
  })

  test('takes one answer, then says kindly that it was given', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id } = await sent(store, springId, { name: 'Gita Newcomer', employer: MANAGER })
    const secret = await secretFor(store, MANAGER.email, 'promises')
    const agreed = await visit(PromisePage, store, { params: { secret }, form: { answer: 'agree' } })
    expect(agreed).toMatchObject({ status: 303, notice: 'Thank you. Your promise is kept' })
    expect((await read(store, id)).state).toBe('ready for decision')
    const again = await visit(PromisePage, store, {
      params: { secret },
      form: { answer: 'decline', because: 'No' },
    })
    expect(again.text).toContain('You agreed on 22 November 2026')
    expect(again.text).toContain('Thank you. There is nothing more to do')
    expect((await read(store, id)).standings.employer).toBe('agreed')
    const back = await secretFor(store, MANAGER.email, 'promises')
    expect((await visit(PromisePage, store, { params: { secret: back } })).text).toContain(
      'Take your promise back',
    )
    const without = await visit(PromisePage, store, { params: { secret: back }, form: {} })
    expect(without.text).toContain('Say why you take it back')
    await visit(PromisePage, store, { params: { secret: back }, form: { because: 'She leaves.' } })
    expect((await read(store, id)).state).toBe('waiting for promises')
    expect((await visit(PromisePage, store, { params: { secret: back } })).text).toContain(
      'No answer is needed any more',
    )
  })

  test('takes a refusal with its reason, and a question that leaves it open', async ({ store }) => {
    const { springId } = await openCohort(store)
    const { id } = await sent(store, springId, {
      name: 'Nora Nonprescriber',
      profession: 'non-prescribing pharmacist',
      employer: MANAGER,
      prescriber: PRESCRIBER,
    })
    const secret = await secretFor(store, PRESCRIBER.email, 'promises')
    const post = (form: Record<string, string>) => visit(PromisePage, store, { params: { secret }, form })
    expect((await visit(PromisePage, store, { params: { secret } })).text).toContain(
      'as a prescriber in the same area of practice',
    )
    expect((await post({})).text).toContain('Select what you want to do')
    expect((await post({ answer: 'decline' })).text).toContain('Say why you decline')
    const guarded = await post({ answer: 'ask', question: `What of ${ISSUED}?` })
    expect(guarded.status).toBe(422)
    expect(guarded.text).toContain('looks like an NHS number')
    expect(guarded.html).toContain(`What of ${ISSUED}?</textarea>`)
    expect((await post({ answer: 'ask', question: 'How much of my time?' })).notice).toContain(
      'This link stays open',
    )
    expect(
      (await outbox(store)).filter(({ subject }) => subject === 'A question from Piet Prescriber'),
    ).toHaveLength(2)
    expect((await post({ answer: 'decline', because: 'I am away until summer.' })).notice).toBe(
      'Your answer is kept',
    )
    expect((await read(store, id)).eligibility).toMatchObject({ verdict: 'not eligible' })
  })

  test('that is too old or unknown says what to do', async ({ store }) => {
    const { springId } = await openCohort(store)
    await sent(store, springId, { name: 'Gita Newcomer', employer: MANAGER })
    const secret = await secretFor(store, MANAGER.email, 'promises')
    const old = await visit(PromisePage, store, {
      params: { secret },
      today: '2026-12-02',
      form: { answer: 'agree' },
    })
    expect(old.text).toContain('ask Gita Newcomer to send you the letter again')
    const unknown = await visit(PromisePage, store, { params: { secret: 'nobody' } })
    expect([unknown.status, unknown.text.includes('This link does not work')]).toEqual([404, true])
  })
})
