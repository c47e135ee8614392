import type { Store } from '#db/store.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { anonymous } from '#lib/auth/viewer.ts'
import { GET } from '../../../src/pages/measures/[measure]/chart.[format].ts'
import { GET as GETPrescribing } from '../../../src/pages/prescribing/[practice]/[measure]/chart.[format].ts'
import type { Actor } from '../../support/given.ts'
import { givenFigures } from '../../support/given-figures.ts'
import { givenMeasure, givenPoints, givenProject } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'

/** Asks an endpoint as the server would, past the middleware; 404 for what is rewritten there. */
async function ask(
  get: typeof GET,
  store: Store,
  as: Actor | undefined,
  params: Record<string, string>,
  query = '',
) {
  const viewer = (as && (await findViewer(store.reader, as.id))) ?? anonymous
  const context = {
    params,
    url: new URL(`http://localhost/chart${query}`),
    locals: { store, viewer, decided: false, warnings: [], references: [] },
    rewrite: () => new Response('', { status: 404 }),
  }
  return get(context as unknown as Parameters<typeof GET>[0])
}

describe('the files of a measure', () => {
  test('are for those who may see the project, in every format', async ({ store }) => {
    const cast = await givenProject(store)
    const measure = await givenMeasure(store, cast)
    await givenPoints(store, cast, measure, { '2026-09-21': [1, 10], '2026-10-05': [3, 12] })
    const types = { svg: 'image/svg+xml; charset=utf-8', png: 'image/png', csv: 'text/csv; charset=utf-8' }
    for (const [format, type] of Object.entries(types)) {
      const answer = await ask(GET, store, cast.ann, { measure, format }, '?view=limits')
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe(type)
      expect(answer.headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename="[a-z0-9-]+-limits\\.${format}"$`),
      )
    }
    const png = new Uint8Array(
      await (await ask(GET, store, cast.ann, { measure, format: 'png' })).arrayBuffer(),
    )
    expect([...png.slice(1, 4)]).toEqual([80, 78, 71])
    expect(await (await ask(GET, store, cast.ann, { measure, format: 'csv' })).text()).toContain(
      'patients with a written plan',
    )
  })

  test('are hidden from everyone else, and in formats that do not exist', async ({ store }) => {
    const cast = await givenProject(store)
    const measure = await givenMeasure(store, cast)
    expect((await ask(GET, store, undefined, { measure, format: 'csv' })).status).toBe(404)
    expect((await ask(GET, store, cast.ann, { measure, format: 'exe' })).status).toBe(404)
    expect((await ask(GET, store, cast.ann, { measure: 'nowhere', format: 'csv' })).status).toBe(404)
  })
})

test('the files of a practice name the practice, and are hidden from others', async ({ store }) => {
  const cast = await givenProject(store)
  await givenFigures(store, 'Z98001', { '2026-06': 100, '2026-07': 80 })
  const params = { practice: 'Z98001', measure: 'opioid_items_per_1000', format: 'csv' }
  const own = await ask(GETPrescribing, store, cast.ann, params)
  expect(own.status).toBe(200)
  expect(await own.text()).toContain('Defined by NHSBSA')
  expect((await ask(GETPrescribing, store, undefined, params)).status).toBe(404)
})
