import type { Store } from '#db/store.ts'
import { getBoxes, getDraft } from '#lib/case-studies/queries.ts'
import { sections } from '#lib/case-studies/sections.ts'
import { setAim, startProject } from '#lib/projects/commands.ts'
import { Forbidden } from '#lib/web/problems.ts'
import EditPage from '../../../src/pages/case-studies/[study]/edit.astro'
import { annsCaseStudy, at, TITLE, texts } from '../../lib/case-studies/given.ts'
import { type Actor, given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const NHS_NUMBER = '401 023 2137'

/** What a browser sends back of a page that nobody has typed in. */
const asDrawn = (html: string) => ({
  title: /name="title"[^>]*value="([^"]*)"/.exec(html)?.[1] ?? '',
  drawn: /name="drawn" value="([^"]*)"/.exec(html)![1]!,
  ...Object.fromEntries(
    [...html.matchAll(/name="(sections\.\w+)"[^>]*>([^<]*)<\/textarea>/g)].map(([, name, text]) => [
      name!,
      text!,
    ]),
  ),
})
const drawn = async (store: Store, as: Actor, study: string): Promise<Record<string, string>> =>
  asDrawn((await visit(EditPage, store, { as, params: { study } })).html)

describe('a draft that is open in two tabs', () => {
  test('keeps what each has written in its own sections', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'drafted')
    const save = (form: Record<string, string>) =>
      visit(EditPage, store, { as: cast.ann, params: { study }, form })
    const stale = await drawn(store, cast.ann, study)
    await save({ ...stale, title: 'A newer title', 'sections.aim': 'A newer aim.' })
    expect(await save({ ...stale, 'sections.harms': 'Newer harms.' })).toMatchObject({ status: 303 })
    expect(await getBoxes(store.reader, study)).toMatchObject({
      title: 'A newer title',
      'sections.aim': 'A newer aim.',
      'sections.harms': 'Newer harms.',
      'sections.tests': texts['tests'],
    })
  })

  test('tells of a section that both have changed, shows both texts, and saves when they are put together', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'drafted')
    const save = (form: Record<string, string>) =>
      visit(EditPage, store, { as: cast.ann, params: { study }, form })
    const stale = await drawn(store, cast.ann, study)
    await save({ ...stale, 'sections.aim': 'A newer aim.', 'sections.learning': 'Newer learning.' })
    const told = await save({ ...stale, 'sections.aim': 'My other aim.', 'sections.harms': 'Mine too.' })
    expect(told.status).toBe(422)
    expect(told.html).toContain('href="#sections.aim"')
    expect(told.text).toContain('This was changed and saved elsewhere')
    expect(told.text).toMatch(/Saved elsewhere meanwhile : Aim A newer aim\./)
    const again = asDrawn(told.html) as Record<string, string>
    expect(again).toMatchObject({
      'sections.aim': 'My other aim.',
      'sections.harms': 'Mine too.',
      'sections.learning': 'Newer learning.',
    })
    expect(await getDraft(store.reader, study)).toMatchObject({ aim: 'A newer aim.', harms: texts['harms'] })
    expect(await save({ ...again, 'sections.aim': 'Both aims.' })).toMatchObject({ status: 303 })
    expect(await getDraft(store.reader, study)).toMatchObject({
      aim: 'Both aims.',
      harms: 'Mine too.',
      learning: 'Newer learning.',
    })
  })

  test('is not wiped by a form that says nothing of what it was drawn from, or that came in part', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'drafted')
    const stored = await getBoxes(store.reader, study)
    const save = (form: Record<string, string>) =>
      visit(EditPage, store, { as: cast.ann, params: { study }, form })
    await save({ title: '', 'sections.aim': '' })
    await save({ drawn: (await drawn(store, cast.ann, study))['drawn']! })
    expect((await save({ title: '', 'sections.aim': 'Other' })).status).toBe(422)
    expect(await getBoxes(store.reader, study)).toEqual(stored)
  })
})

describe('writing a case study', () => {
  test('shows every section with what is in it', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'drafted')
    const page = await visit(EditPage, store, { as: cast.ann, params: { study } })
    expect(page.status).toBe(200)
    expect(
      sections.filter(({ id, heading }) => !page.text.includes(heading) || !page.text.includes(texts[id]!)),
    ).toEqual([])
    expect(page.html).toContain(`value="${TITLE}"`)
    expect(page.html.match(/<h1/g)).toHaveLength(1)
  })

  test('keeps a few words in one section, and goes back to the case study', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'started')
    const page = await visit(EditPage, store, {
      as: cast.ann,
      params: { study },
      form: { ...(await drawn(store, cast.ann, study)), 'sections.aim': 'Fewer starts' },
    })
    expect(page).toMatchObject({ status: 303, location: `/case-studies/${study}`, notice: 'Draft saved' })
    expect(await getDraft(store.reader, study)).toEqual({ aim: 'Fewer starts' })
  })

  test('refuses a patient’s number and what is too long, keeps all that was typed and stores nothing', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'started')
    const form = {
      title: TITLE,
      'sections.results': `It was ${NHS_NUMBER}.`,
      'sections.aim': 'x'.repeat(1001),
      'sections.tests': 'Three cycles.',
    }
    const page = await visit(EditPage, store, { as: cast.ann, params: { study }, form })
    expect(page.status).toBe(422)
    expect(page.text).toContain('This looks like an NHS number')
    expect(page.text).toContain('Aim must be 1000 characters or fewer')
    expect(page.html).toContain('href="#sections.results"')
    expect(page.html).toContain('Three cycles.')
    expect(await getDraft(store.reader, study)).toEqual({})
  })

  test('offers what the project says beside an empty section, and puts it there when asked', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    const { ann, cohortId } = cast
    const study = await annsCaseStudy(store, cast, 'started')
    const by = at(ann, '2026-11-04T09:00:00Z')
    const projectId = await store.transact(async (tx) => {
      const facts = {
        title: 'Starts',
        focusArea: 'Starting well',
        problem: 'A third of courses go on.',
        practiceCode: 'Z98001',
      }
      const id = await startProject(tx, by, cohortId, facts)
      const aim = {
        change: 'Starts',
        fromValue: 30,
        toValue: 20,
        unit: 'a month',
        byWhen: '2027-03-01',
        forWhom: 'adults',
      }
      await setAim(tx, by, id, aim)
      return id
    })
    const visitEdit = (form?: Record<string, string>) =>
      visit(EditPage, store, { as: ann, params: { study }, ...(form && { form }) })
    await visitEdit({ title: TITLE, projectId })
    const offered = await visitEdit()
    expect(offered.text).toContain('From your project')
    expect(offered.text).toContain('A third of courses go on.')
    const used = await visitEdit({ title: TITLE, projectId, use: 'problem', 'sections.aim': 'Mine' })
    expect(used).toMatchObject({ status: 303, location: `/case-studies/${study}/edit#sections.problem` })
    expect(await getDraft(store.reader, study)).toMatchObject({
      problem: 'A third of courses go on.',
      aim: 'Mine',
    })
  })

  test('begins with what the reviewer asked for, once it was returned', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'returned')
    const page = await visit(EditPage, store, { as: cast.ann, params: { study } })
    expect(page.text).toMatch(/What the reviewer asks for Say how many points the chart has\. Rita/)
  })

  test('is closed while a reviewer has it: reading leads away, a late save is refused and keeps the words', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'submitted')
    expect(await visit(EditPage, store, { as: cast.ann, params: { study } })).toMatchObject({
      status: 303,
      location: `/case-studies/${study}`,
    })
    const late = await visit(EditPage, store, {
      as: cast.ann,
      params: { study },
      form: { title: TITLE, 'sections.aim': 'Too late' },
    })
    expect(late.status).toBe(422)
    expect(late.text).toContain('is with a reviewer, so it cannot be changed now')
    expect(late.html).toContain('Too late')
    expect((await getDraft(store.reader, study))['aim']).toBe(texts['aim'])
  })

  test('is the author’s alone', async ({ store }) => {
    const cast = await given.cohort(store)
    const study = await annsCaseStudy(store, cast, 'submitted')
    const as = (actor: typeof cast.ann) => visit(EditPage, store, { as: actor, params: { study } })
    await expect(as(cast.fran)).rejects.toThrow(Forbidden)
    await expect(as(cast.rita)).rejects.toThrow(Forbidden)
    expect((await as(cast.ben)).status).toBe(404)
    expect((await visit(EditPage, store, { as: cast.ann, params: { study: 'unknown' } })).status).toBe(404)
  })
})
