import { reviews, submissions } from '#db/schema/case-studies.ts'
import { certificates } from '#db/schema/certificates.ts'
import type { Store } from '#db/store.ts'
import { recordRegister } from '#lib/attendance/commands.ts'
import { grantRole } from '#lib/auth/commands.ts'
import { Forbidden } from '#lib/web/problems.ts'
import ReviewPage from '../../../src/pages/case-studies/[study]/review.astro'
import { annsCaseStudy, at, review, submit, TITLE, texts } from '../../lib/case-studies/given.ts'
import { by, given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const idOf = async (store: Store, number: number) => {
  const rows = await store.reader.select({ id: submissions.id, number: submissions.number }).from(submissions)
  return rows.find((row) => row.number === number)!.id
}

describe('reviewing', () => {
  test('shows all that was submitted and asks for a decision', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'submitted')
    const page = await visit(ReviewPage, store, { as: cast.rita, params: { study } })
    expect(page.status).toBe(200)
    expect(
      [TITLE, 'Ann Example', ...Object.values(texts)].filter((text) => !page.text.includes(text)),
    ).toEqual([])
    expect(page.html.match(/<h1/g)).toHaveLength(1)
  })

  test('shows the attendance that acceptance would freeze, and what speaks for waiting', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'submitted')
    const read = async () => (await visit(ReviewPage, store, { as: cast.rita, params: { study } })).text
    const bare = await read()
    expect(bare).toContain('Attendance recorded so far: 0 of 4 taught sessions, 0 hours.')
    expect(bare).toContain('Accepting freezes the hours')
    expect(bare).toContain('No session is recorded as attended')
    expect(bare).toContain('The programme runs until 31 March 2027')
    await store.transact((tx) =>
      recordRegister(tx, at(cast.fran, '2026-11-20T09:00:00Z'), cast.sessions[0]!.id, {
        [cast.ann.id]: 'present',
      }),
    )
    const marked = await read()
    expect(marked).toContain('Attendance recorded so far: 1 of 4 taught sessions, 2½ hours.')
    expect(marked).not.toContain('No session is recorded as attended')
  })

  test('with acceptance awards the certificate, which names the programme', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'submitted')
    const form = { submission: await idOf(store, 1), decision: 'accepted', comments: '' }
    const page = await visit(ReviewPage, store, { as: cast.rita, params: { study }, form })
    expect(page).toMatchObject({
      status: 303,
      location: '/reviews',
      notice: 'Case study accepted. The certificate has been awarded',
    })
    const [certificate] = await store.reader.select().from(certificates)
    expect(certificate?.facts.programme).toBe('Opioid Stewardship Quality Improvement Collaborative')
  })

  test('returns it with comments, and without them says they are needed', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'submitted')
    const submission = await idOf(store, 1)
    const send = (comments: string) =>
      visit(ReviewPage, store, {
        as: cast.rita,
        params: { study },
        form: { submission, decision: 'returned', comments },
      })
    const bare = await send('')
    expect(bare.status).toBe(422)
    expect(bare.text).toContain('Say what to change before it can be accepted')
    expect(bare.html).toMatch(/value="returned" checked/)
    expect(await send('Say how many points.')).toMatchObject({
      status: 303,
      notice: 'Case study returned. The author has been told',
    })
    expect(await store.reader.select().from(reviews)).toMatchObject([
      { decision: 'returned', comments: 'Say how many points.' },
    ])
  })

  test('refuses a patient’s number in a comment and keeps the comment', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'submitted')
    const form = {
      submission: await idOf(store, 1),
      decision: 'returned',
      comments: 'Take out 401 023 2137.',
    }
    const page = await visit(ReviewPage, store, { as: cast.rita, params: { study }, form })
    expect(page.status).toBe(422)
    expect(page.html).toContain('href="#comments"')
    expect(await store.reader.select().from(reviews)).toEqual([])
  })

  test('a second time is refused in plain words, also when another submission has followed', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'submitted')
    const read = await idOf(store, 1)
    await review(store, cast.rita, study, 'returned')
    const late = {
      as: cast.rita,
      params: { study },
      form: { submission: read, decision: 'accepted', comments: 'Fine' },
    }
    const decided = await visit(ReviewPage, store, late)
    expect(decided.status).toBe(422)
    expect(decided.text).toContain('This submission has been decided already')
    expect(decided.html).toContain('Fine')
    await submit(store, cast.ann, study, '2026-11-12T09:00:00Z')
    expect((await visit(ReviewPage, store, late)).status).toBe(422)
    const unread = await visit(ReviewPage, store, { ...late, form: { ...late.form, submission: 'unknown' } })
    expect(unread.text).toContain('This is not what you read')
    expect(await store.reader.select().from(certificates)).toEqual([])
  })

  test('shows that it has been decided instead of a form', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'accepted')
    const page = await visit(ReviewPage, store, { as: cast.rita, params: { study } })
    expect(page.text).toContain('It has been decided already: accepted')
    expect(page.html).not.toContain('name="decision"')
  })

  test('is never of one’s own, nor for those who do not review', async ({ store }) => {
    const cast = await given.cohort(store)
    await store.transact((tx) =>
      grantRole(tx, by, { personId: cast.ann.id, role: 'reviewer', cohortId: cast.cohortId }),
    )
    const study = await annsCaseStudy(store, cast, 'submitted')
    const as = (actor: typeof cast.ann) => visit(ReviewPage, store, { as: actor, params: { study } })
    await expect(as(cast.ann)).rejects.toThrow(Forbidden)
    await expect(as(cast.fran)).rejects.toThrow(Forbidden)
    expect((await as(cast.ben)).status).toBe(404)
  })

  test('has nothing to read while there is only a draft', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'drafted')
    expect((await visit(ReviewPage, store, { as: cast.rita, params: { study } })).status).toBe(404)
  })
})
