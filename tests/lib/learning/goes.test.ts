import type { Store } from '#db/store.ts'
import { personBy } from '#lib/auth/by.ts'
import { recordAttempt } from '#lib/learning/commands.ts'
import { isSameGo, markCheck, type Question } from '#lib/learning/knowledge-check.ts'
import { listAttempts } from '#lib/learning/queries.ts'
import { markOf } from '#lib/mark.ts'
import { type Actor, given, TODAY } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'

const PAGE = 'toolkit/pdsa'
const options = ['a', 'b'].map((id) => ({ id, text: id, correct: id === 'a', why: id }))
const questions = ['one', 'two'].map((id) => ({ id, question: id, options })) as unknown as Question[]
const marked = (answers: Record<string, string>) => markCheck(questions, new URLSearchParams(answers))

/** One press of “Check my answers” in a form that was drawn after the go with the id `after`, if any. */
const go = (store: Store, ann: Actor, answers: Record<string, string>, after?: string) =>
  store.transact((tx) =>
    recordAttempt(
      tx,
      personBy(ann.id, new Date(`${TODAY}T10:00:00Z`)),
      PAGE,
      marked(answers),
      after === undefined ? '' : markOf(after),
    ),
  )

describe('a go at a knowledge check', () => {
  test.each([
    ['the same options', { one: 'a', two: 'b' }, true],
    ['another option', { one: 'b', two: 'b' }, false],
    ['one answer fewer', { one: 'a' }, false],
  ])('is told from the last by its answers: %s', (_, answers, same) => {
    const last = [
      { question: 'one', option: 'a' },
      { question: 'two', option: 'b' },
    ]
    expect(isSameGo(marked(answers), last)).toBe(same)
  })

  test('is one when the form is sent twice, and another when the form was drawn anew', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const first = await go(store, ann, { one: 'a' })
    expect(await go(store, ann, { one: 'a' })).toBe(first)
    expect(await listAttempts(store.reader, ann.id, PAGE)).toHaveLength(1)
    await go(store, ann, { one: 'b' })
    const again = await go(store, ann, { one: 'b' }, (await listAttempts(store.reader, ann.id, PAGE))[0]?.id)
    expect(again).not.toBe(first)
    expect(await listAttempts(store.reader, ann.id, PAGE)).toHaveLength(3)
  })
})
