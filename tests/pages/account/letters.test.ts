import { mailWishes } from '#db/schema/mail.ts'
import LettersPage from '../../../src/pages/account/letters.astro'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('the letters a person wants', () => {
  test('are chosen, shown as chosen, and given up again', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const ticked = async () => / checked/.test((await visit(LettersPage, store, { as: ann })).html)
    expect(await ticked()).toBe(false)
    const saved = await visit(LettersPage, store, { as: ann, form: { chartPoints: 'on' } })
    expect(saved).toMatchObject({ status: 303, location: '/account/letters', notice: 'Your choice is saved' })
    await visit(LettersPage, store, { as: ann, form: { chartPoints: 'on' } })
    expect(await store.reader.select().from(mailWishes)).toMatchObject([{ personId: ann.id }])
    expect(await ticked()).toBe(true)
    await visit(LettersPage, store, { as: ann, form: { other: '' } })
    expect(await store.reader.$count(mailWishes)).toBe(0)
  })

  test('are none for someone without a practice, who is told so', async ({ store }) => {
    const { ada } = await given.cohort(store)
    expect((await visit(LettersPage, store, { as: ada })).text).toContain('names no practice yet')
  })
})
