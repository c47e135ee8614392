import type { Store } from '#db/store.ts'
import { personBy } from '#lib/auth/by.ts'
import { keepBookmark, markRead, recordAttempt, writeReflections } from '#lib/learning/commands.ts'
import SharedPage from '../../../src/pages/cohorts/[cohort]/reflections.astro'
import LearningPage from '../../../src/pages/learning/index.astro'
import TopicPage from '../../../src/pages/programmes/[programme]/sessions/[session].astro'
import { type Actor, given, TODAY } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const PAGE = 'opioid-stewardship/why-this-is-a-focus'
const params = { programme: 'opioid-stewardship', session: 'why-this-is-a-focus' }

/** A question as it was asked once: its options in the words of that day, the first of them chosen. */
function asked(id: string, question: string, option: { id: string; text: string; correct: boolean }) {
  return { id, question, options: [], chosen: { ...option, explanation: '' } }
}

async function keep(store: Store, person: Actor, page: string, question: ReturnType<typeof asked>) {
  await store.transact((tx) => recordAttempt(tx, personBy(person.id, NOW), page, [question]))
}

const learning = async (store: Store, person: Actor) =>
  (await visit(LearningPage, store, { as: person })).text

const NOW = new Date(`${TODAY}T10:00:00Z`)

describe('when the content changes', () => {
  test('the answer to a question that is gone stays, in the words of that day', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const gone = asked('gone', 'What was asked in spring?', { id: 'a', text: 'This', correct: true })
    await keep(store, ann, PAGE, gone)
    expect(await learning(store, ann)).toContain('What was asked in spring? You chose: This (right)')
    const page = await visit(TopicPage, store, { as: ann, params })
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('What was asked in spring?')
  })

  test('a question that is gone does not count towards those that are asked now', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await keep(store, ann, PAGE, asked('gone', 'Gone?', { id: 'a', text: 'This', correct: true }))
    expect(await learning(store, ann)).toMatch(/Why is this a focus\? 0 of \d+ \d+ min 0 of \d+ right/)
  })

  test('an option that reads otherwise now is shown as it was chosen', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const { html } = await visit(TopicPage, store, { as: ann, params })
    const id = /name="answers\.([a-z0-9-]+)"/.exec(html)?.[1] ?? ''
    const then = asked(id, 'As it was worded then', { id: 'a', text: 'The old option', correct: false })
    await keep(store, ann, PAGE, then)
    expect(await learning(store, ann)).toContain(
      'As it was worded then You chose: The old option (not quite)',
    )
    const page = await visit(TopicPage, store, { as: ann, params })
    expect(page.html).toMatch(new RegExp(`name="answers.${id}"[^>]*value="a" checked`))
    expect(page.text).not.toContain('The old option')
  })

  test('what was written at a prompt or on a page that is gone can still be read', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const text = { prompt: 'gone', promptText: 'What surprised you?', text: 'How many', shared: false }
    await store.transact(async (tx) => {
      await writeReflections(tx, personBy(ann.id, NOW), PAGE, [text], {})
      await writeReflections(tx, personBy(ann.id, NOW), 'toolkit/gone', [{ ...text, text: 'How few' }], {})
    })
    const mine = await learning(store, ann)
    expect(mine).toMatch(/What surprised you\? How many Why is this a focus\?/)
    expect(mine).toMatch(/What surprised you\? How few From a page that is no longer there/)
  })

  test('it is left in place by whoever keeps something else on the page', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const text = { prompt: 'gone', promptText: 'What surprised you?', text: 'How many', shared: true }
    await store.transact((tx) => writeReflections(tx, personBy(ann.id, NOW), PAGE, [text], {}))
    const drawn = /name="drawn" value="([^"]*)"/.exec(
      (await visit(TopicPage, store, { as: ann, params })).html,
    )
    const form = { do: 'keep', drawn: drawn?.[1] ?? '', 'reflections.why-this-is-a-focus-next-step': 'New' }
    await visit(TopicPage, store, { as: ann, params, form })
    expect(await learning(store, ann)).toContain('How many')
  })

  test('what was shared at a prompt that is gone can be taken back', async ({ store }) => {
    const { ann, ben, fran, cohortId } = await given.cohort(store)
    const text = { prompt: 'gone', promptText: 'What surprised you?', text: 'How many', shared: true }
    await store.transact((tx) => writeReflections(tx, personBy(ann.id, NOW), 'toolkit/gone', [text], {}))
    const shared = async () =>
      (await visit(SharedPage, store, { as: fran, params: { cohort: cohortId } })).text
    const form = { takeBack: 'toolkit/gone gone' }
    await visit(LearningPage, store, { as: ben, form })
    expect(await shared()).toContain('How many')
    const answer = await visit(LearningPage, store, { as: ann, form })
    expect(answer).toMatchObject({ status: 303, notice: 'No longer shared. Only you read it' })
    expect(await shared()).toContain('Nothing has been shared yet')
    expect(await learning(store, ann)).toContain('How many')
    expect((await visit(LearningPage, store, { as: ann, form: { takeBack: 'nonsense' } })).status).toBe(422)
  })

  test('marks of parts that are gone count for nothing, and lost bookmarks are told', async ({ store }) => {
    const { ann } = await given.cohort(store)
    await store.transact(async (tx) => {
      await markRead(tx, personBy(ann.id, NOW), PAGE, 'gone')
      await keepBookmark(tx, personBy(ann.id, NOW), 'resources/gone')
      await keepBookmark(tx, personBy(ann.id, NOW), PAGE)
    })
    const mine = await learning(store, ann)
    expect(mine).toContain('One thing that you marked is no longer there')
    expect(mine).toMatch(/Why is this a focus\? 0 of/)
  })
})
