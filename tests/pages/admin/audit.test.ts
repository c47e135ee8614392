import { auditEvents } from '#db/schema/audit.ts'
import { recordRegister } from '#lib/attendance/commands.ts'
import { Forbidden } from '#lib/web/problems.ts'
import AuditPage from '../../../src/pages/admin/audit.astro'
import { GET } from '../../../src/pages/admin/audit.csv.ts'
import { annsCaseStudy } from '../../lib/case-studies/given.ts'
import { ask } from '../../support/ask.ts'
import { by, given } from '../../support/given.ts'
import { byAt } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

describe('the audit page', () => {
  test('tells each event as a sentence, with links to what is still there', async ({ store }) => {
    const { ada, ann, ben, fran, cohortId, sessions } = await given.cohort(store)
    await store.transact((tx) =>
      recordRegister(tx, byAt(fran), sessions[0]!.id, { [ann.id]: 'present', [ben.id]: 'apologies' }),
    )
    const page = await visit(AuditPage, store, { as: ada })
    expect(page.text).toContain(
      'Fran Facilitator took the register of “identifying the problem” (Autumn 2026) : 1 present, 1 with apologies',
    )
    expect(page.html).toContain(`href="/admin/audit?person=${fran.id}">Fran Facilitator</a>`)
    expect(page.html).toContain(
      `href="/cohorts/${cohortId}/plan">“identifying the problem” (Autumn 2026)</a>`,
    )
    expect(page.text).toContain('Steward gave Ada Admin the role of administrator')
    expect(page.html).not.toMatch(/attendance\.register_recorded|auth\.role_granted/)
  })

  test('names things that are gone, and calls a case study by its author', async ({ store }) => {
    const cast = await given.cohort(store)
    await annsCaseStudy(store, cast, 'accepted')
    await store.transact(async (tx) => {
      const row = { at: by.at, personId: 'nobody', subject: 'gone', details: {} }
      await tx.insert(auditEvents).values({ ...row, id: 'x1', action: 'session.cancelled' })
      await tx.insert(auditEvents).values({ ...row, id: 'x2', action: 'old.thing_done' })
    })
    const { text, html } = await visit(AuditPage, store, { as: cast.ada })
    expect(text).toContain('Ann Example submitted their case study')
    expect(text).toContain('Rita Reviewer accepted the case study of Ann Example')
    expect(text).toMatch(/Rita Reviewer awarded a certificate to Ann Example/)
    expect(html).not.toContain('href="/case-studies/')
    const gone = await visit(AuditPage, store, { as: cast.ada, url: '/admin/audit?person=nobody' })
    expect(gone.text).toContain('somebody whose account is gone cancelled a session that is gone')
    expect(gone.text).toContain('did something that is no longer done here: old.thing_done')
  })

  test('shows what a person did and what was done to them, of one kind, in some days', async ({ store }) => {
    const { ada } = await given.cohort(store)
    const show = (query: string) => visit(AuditPage, store, { as: ada, url: `/admin/audit?${query}` })
    const fran = await show('person=facil&kind=people')
    expect(fran.text).toContain('What fits: by or about Fran Facilitator, People and roles')
    expect(fran.text).toContain('gave Fran Facilitator the role of facilitator of Autumn 2026')
    expect(fran.html).toContain('value="facil"')
    expect(fran.html).toContain('/admin/audit.csv?person=facil&amp;kind=people')
    expect((await show('from=2026-09-02')).text).toContain('Nothing fits. Choose less.')
    expect((await show('to=2026-09-01&kind=cohorts')).text).toContain('published Autumn 2026')
    expect((await show('person=Zebedee')).text).toContain('Nobody with “Zebedee” in their name')
  })

  test('says what is wrong with a filter, and gives back what was typed', async ({ store }) => {
    const { ada } = await given.cohort(store)
    const page = await visit(AuditPage, store, { as: ada, url: '/admin/audit?from=soon&person=Osei' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('There is a problem The first day must be a day')
    expect(page.html).toContain('value="Osei"')
  })

  test('goes on where the page before ended', async ({ store }) => {
    const { ada } = await given.cohort(store)
    await store.transact(async (tx) => {
      const rows = Array.from({ length: 60 }, (_, index) => ({
        id: `p${String(index).padStart(3, '0')}`,
        at: new Date(Date.UTC(2026, 10, 1, 0, index)),
        personId: ada.id,
        action: 'people.practice_added',
        subject: `Z${90000 + index}`,
        details: {},
      }))
      await tx.insert(auditEvents).values(rows)
    })
    const url = `/admin/audit?person=${ada.id}`
    const first = await visit(AuditPage, store, { as: ada, url })
    expect(first.html.match(/<time /g)).toHaveLength(50)
    expect(first.html).toContain('value="Ada Admin"')
    const older = /href="([^"]+before=[^"]+)"/.exec(first.html)![1]!.replaceAll('&amp;', '&')
    const second = await visit(AuditPage, store, { as: ada, url: older })
    expect(second.text).toContain('(Z90009)')
    expect(second.text).not.toContain('(Z90010)')
    const newer = /href="([^"]+after=[^"]+)"/.exec(second.html)![1]!.replaceAll('&amp;', '&')
    expect((await visit(AuditPage, store, { as: ada, url: newer })).text).toContain('(Z90059)')
  })

  test('and its file are for administrators alone', async ({ store }) => {
    const { fran, ada } = await given.cohort(store)
    await expect(visit(AuditPage, store, { as: fran })).rejects.toThrow(Forbidden)
    await expect(ask(GET, store, { as: fran })).rejects.toThrow(Forbidden)
    const file = await ask(GET, store, { as: ada, query: '?kind=cohorts' })
    expect(file.headers.get('content-disposition')).toBe('attachment; filename="audit-2026-11-22.csv"')
    expect(file.html).toContain('published Autumn 2026')
    expect(file.html).not.toContain('auth.role_granted')
    const wrong = await ask(GET, store, { as: ada, query: '?from=soon' })
    expect(wrong.headers.get('location')).toBe('/admin/audit?from=soon')
  })
})
