import { systemBy } from '#lib/auth/by.ts'
import { enrol, startCohort } from '#lib/cohorts/commands.ts'
import { listAttempts, listReflections, listShared } from '#lib/learning/queries.ts'
import { SignInNeeded } from '#lib/web/problems.ts'
import SharedPage from '../../../src/pages/cohorts/[cohort]/reflections.astro'
import ConfidencePage from '../../../src/pages/learning/confidence.astro'
import LearningPage from '../../../src/pages/learning/index.astro'
import TopicPage from '../../../src/pages/programmes/[programme]/sessions/[session].astro'
import { given } from '../../support/given.ts'
import { ISSUED } from '../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const params = { programme: 'opioid-stewardship', session: 'why-this-is-a-focus' }
const PAGE = 'opioid-stewardship/why-this-is-a-focus'
const PROMPT = 'why-this-is-a-focus-next-step'

/** The ids of the questions on the page and of their options, as the page shows them. */
function questionsOn(html: string) {
  const names = [...html.matchAll(/name="answers\.([a-z0-9-]+)"[^>]*value="([a-z])"/g)]
  return [...new Set(names.map(([, question = '']) => question))]
}

const drawnOn = (html: string) => /name="drawn" value="([^"]*)"/.exec(html)?.[1] ?? ''

describe('a teaching page', () => {
  test('is plain reading for who has no account, with a check that keeps nothing', async ({ store }) => {
    const page = await visit(TopicPage, store, { params })
    expect(page.html).not.toContain('method="post"')
    expect(page.html).not.toContain('<textarea')
    expect(page.text).toContain('Nothing is kept')
  })

  test('keeps what a person wrote, for them alone', async ({ store }) => {
    const { ann, ben, fran, cohortId } = await given.cohort(store)
    const form = { do: 'keep', [`reflections.${PROMPT}`]: 'I expected more.\n\nI saw less.' }
    const page = await visit(TopicPage, store, { as: ann, params, form })
    expect(page).toMatchObject({ status: 303, notice: 'What you wrote is kept' })
    expect((await visit(TopicPage, store, { as: ann, params })).html).toContain('I expected more.')
    expect((await visit(TopicPage, store, { as: ben, params })).html).not.toContain('I expected more.')
    const shared = await visit(SharedPage, store, { as: fran, params: { cohort: cohortId } })
    expect(shared.text).toContain('Nothing has been shared yet')
  })

  test('shares what a person wrote with the facilitators when they say so, until they say no', async ({
    store,
  }) => {
    const { ann, fran, cohortId } = await given.cohort(store)
    const text = { [`reflections.${PROMPT}`]: 'We will count on Monday.' }
    const shared = async () =>
      (await visit(SharedPage, store, { as: fran, params: { cohort: cohortId } })).text
    await visit(TopicPage, store, { as: ann, params, form: { ...text, [`shared.${PROMPT}`]: 'on' } })
    expect(await shared()).toMatch(/We will count on Monday\..*Ann Example/)
    const drawn = drawnOn((await visit(TopicPage, store, { as: ann, params })).html)
    await visit(TopicPage, store, { as: ann, params, form: { ...text, drawn } })
    expect(await shared()).toContain('Nothing has been shared yet')
  })

  test('shares nothing with those who run a cohort that the person joins later, or of another programme', async ({
    store,
  }) => {
    const { ann, cohortId } = await given.cohort(store)
    const form = { [`reflections.${PROMPT}`]: 'For Fran alone.', [`shared.${PROMPT}`]: 'on' }
    await visit(TopicPage, store, { as: ann, params, form })
    const by = systemBy('test', new Date('2027-09-01T10:00:00Z'))
    const dates = { startsOn: '2027-09-03', endsOn: '2028-01-31', timetable: [] }
    const programme = 'opioid-stewardship'
    const later = await store.transact(async (tx) => {
      const id = await startCohort(tx, by, { programme, name: 'Autumn 2027', ...dates })
      await enrol(tx, by, id, { personId: ann.id, practiceCode: null })
      return id
    })
    expect(await listShared(store.reader, { id: cohortId, programme })).toHaveLength(1)
    expect(await listShared(store.reader, { id: cohortId, programme: 'another' })).toEqual([])
    expect(await listShared(store.reader, { id: later, programme })).toEqual([])
  })

  test('keeps every go at the check, each answer explained, and what was typed beside it', async ({
    store,
  }) => {
    const { ann } = await given.cohort(store)
    const [first = '', second = ''] = questionsOn((await visit(TopicPage, store, { as: ann, params })).html)
    const go = (option: string, today: string) =>
      visit(TopicPage, store, {
        as: ann,
        params,
        today,
        form: {
          do: 'check',
          [`answers.${first}`]: option,
          [`answers.${second}`]: 'a',
          [`reflections.${PROMPT}`]: 'Half a thought',
        },
      })
    expect((await go('a', '2026-11-22')).location).toBe(
      '/programmes/opioid-stewardship/sessions/why-this-is-a-focus#check',
    )
    await go('b', '2026-11-23')
    const attempts = await listAttempts(store.reader, ann.id, PAGE)
    expect(attempts.map(({ answers }) => answers.map(({ option }) => option))).toEqual([
      ['b', 'a'],
      ['a', 'a'],
    ])
    expect(attempts[0]?.answers[0]?.questionText).not.toBe('')
    const page = await visit(TopicPage, store, { as: ann, params })
    expect(page.text).toContain('latest of 2 goes')
    expect(page.html).toContain('Half a thought')
  })

  test('checks nothing when no answer was chosen', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const page = await visit(TopicPage, store, { as: ann, params, form: { do: 'check' } })
    expect(page.notice).toBe('Choose an answer first. Nothing was checked')
    expect(await listAttempts(store.reader, ann.id)).toEqual([])
  })

  test('keeps nothing about a patient, and gives the text back', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const form = { do: 'keep', [`reflections.${PROMPT}`]: `I thought of ${ISSUED} today` }
    const page = await visit(TopicPage, store, { as: ann, params, form })
    expect(page.status).toBe(422)
    expect(page.html).toContain('I thought of')
    expect(await listReflections(store.reader, ann.id)).toEqual([])
  })

  test('takes no prompt or part that the page does not have', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const form = { do: 'read:made-up', 'reflections.made-up': 'Text', 'answers.made-up': 'a' }
    await visit(TopicPage, store, { as: ann, params, form })
    expect(await listReflections(store.reader, ann.id)).toEqual([])
    expect((await visit(LearningPage, store, { as: ann })).text).toContain('Read next')
  })

  test('is posted to only by who is signed in', async ({ store }) => {
    await expect(visit(TopicPage, store, { params, form: { do: 'keep' } })).rejects.toThrow(SignInNeeded)
  })
})

describe('how sure someone feels', () => {
  const ids = async (html: string) => [
    ...new Set([...html.matchAll(/name="ratings\.([a-z-]+)"/g)].map(([, id = '']) => id)),
  ]

  test('is rated for all six mechanisms, and shown as their own change', async ({ store }) => {
    const { ann, ben } = await given.cohort(store)
    const mechanisms = await ids((await visit(ConfidencePage, store, { as: ann })).html)
    expect(mechanisms).toHaveLength(6)
    const rate = (value: string) =>
      visit(ConfidencePage, store, {
        as: ann,
        form: Object.fromEntries(mechanisms.map((id) => [`ratings.${id}`, value])),
      })
    expect((await rate('2')).status).toBe(303)
    await rate('4')
    expect((await visit(ConfidencePage, store, { as: ann })).text.match(/2 higher/g)).toHaveLength(6)
    expect((await visit(ConfidencePage, store, { as: ben })).text).not.toContain('higher')
  })

  test('is asked for each of them', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const [first = ''] = await ids((await visit(ConfidencePage, store, { as: ann })).html)
    const page = await visit(ConfidencePage, store, { as: ann, form: { [`ratings.${first}`]: '9' } })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Select how sure you feel')
  })
})
