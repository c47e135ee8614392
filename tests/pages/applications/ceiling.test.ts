import NewPage from '../../../src/pages/applications/new.astro'
import { openCohort, outbox } from '../../lib/applications/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const EMAIL = 'gita.newcomer@example.org'

describe('starting an application', () => {
  test('asks for sixty letters an hour from one place at most', async ({ store }) => {
    const { springId } = await openCohort(store)
    const url = `/applications/new?cohort=${springId}`
    const from = '192.0.2.60'
    for (let n = 0; n < 60; n++)
      expect((await visit(NewPage, store, { url, from, form: { email: `a${n}@example.org` } })).status).toBe(
        303,
      )
    const refused = await visit(NewPage, store, { url, from, form: { email: EMAIL } })
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000)
    expect(await outbox(store)).toHaveLength(60)
    const elsewhere = await visit(NewPage, store, { url, from: '192.0.2.61', form: { email: EMAIL } })
    expect(elsewhere.notice).toContain('We have sent a letter')
  })
})
