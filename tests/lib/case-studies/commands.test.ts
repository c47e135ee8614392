import { auditEvents } from '#db/schema/audit.ts'
import { caseStudies, caseStudySections, reviews, submissions } from '#db/schema/case-studies.ts'
import { certificates } from '#db/schema/certificates.ts'
import { mailMessages } from '#db/schema/mail.ts'
import type { Store } from '#db/store.ts'
import { grantRole } from '#lib/auth/commands.ts'
import { reviewSubmission, saveDraft, startCaseStudy } from '#lib/case-studies/commands.ts'
import { getDraft } from '#lib/case-studies/queries.ts'
import { Refusal } from '#lib/refusal.ts'
import { by, given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { annsCaseStudy, at, PROGRAMME, review, seen, submit, TITLE, texts } from './given.ts'

const mails = (store: Store) =>
  store.reader
    .select({ to: mailMessages.toEmail, subject: mailMessages.subject, body: mailMessages.body })
    .from(mailMessages)

describe('a draft', () => {
  test('is one per member and cohort', async ({ store }) => {
    const cast = await given.cohort(store)
    await annsCaseStudy(store, cast, 'started')
    const again = store.transact((tx) =>
      startCaseStudy(tx, at(cast.ann, '2026-11-05T09:00:00Z'), cast.cohortId, {
        title: 'Another',
        projectId: null,
      }),
    )
    await expect(again).rejects.toThrow(Refusal)
    expect(await store.reader.select().from(caseStudies)).toHaveLength(1)
  })

  test('keeps what was typed, and forgets what was taken out', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'drafted')
    const write = (sections: Record<string, string>) =>
      store.transact((tx) =>
        saveDraft(tx, at(cast.ann, '2026-11-05T09:00:00Z'), { id }, { title: '', projectId: null, sections }),
      )
    await write({ aim: '', tests: 'More.' })
    expect(await getDraft(store.reader, id)).toEqual({ ...texts, aim: '', tests: 'More.' })
    expect(await store.reader.select({ title: caseStudies.title }).from(caseStudies)).toEqual([{ title: '' }])
  })

  test.for(['submitted', 'accepted'] as const)(
    'cannot be changed or submitted once it is %s',
    async (until, { store }) => {
      const cast = await given.cohort(store)
      const id = await annsCaseStudy(store, cast, until)
      const typed = { title: 'Changed', projectId: null, sections: { aim: 'Changed' } }
      const change = store.transact((tx) =>
        saveDraft(tx, at(cast.ann, '2026-11-12T09:00:00Z'), { id }, typed),
      )
      await expect(change).rejects.toThrow(/cannot be changed now/)
      await expect(submit(store, cast.ann, id, '2026-11-12T09:00:00Z')).rejects.toThrow(Refusal)
      expect(await getDraft(store.reader, id)).toEqual(texts)
    },
  )
})

describe('a submission', () => {
  test('is a numbered copy that later writing does not touch', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'returned')
    const change = { title: 'Better', projectId: null, sections: { aim: 'Better.' } }
    await store.transact((tx) => saveDraft(tx, at(cast.ann, '2026-11-12T09:00:00Z'), { id }, change))
    expect(await submit(store, cast.ann, id, '2026-11-13T09:00:00Z')).toBe(2)
    const kept = await store.reader.select().from(submissions).orderBy(submissions.number)
    expect(kept).toMatchObject([
      { number: 1, title: TITLE, sections: texts },
      { number: 2, title: 'Better', sections: { ...texts, aim: 'Better.' } },
    ])
  })

  test('tells every reviewer of the cohort but the author, without saying what was written', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    await store.transact((tx) =>
      grantRole(tx, by, { personId: cast.ann.id, role: 'reviewer', cohortId: cast.cohortId }),
    )
    const id = await annsCaseStudy(store, cast, 'submitted')
    const sent = await mails(store)
    expect(sent.map(({ to }) => to)).toEqual([cast.rita.email])
    expect(sent[0]?.body).toContain(`/case-studies/${id}/review`)
    expect(sent[0]?.body).not.toContain(TITLE)
  })

  test('is refused while something is missing, and names it', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'drafted')
    const gap = { title: TITLE, projectId: null, sections: { aim: ' ', harms: '' } }
    await store.transact((tx) => saveDraft(tx, at(cast.ann, '2026-11-02T10:00:00Z'), { id }, gap))
    await expect(submit(store, cast.ann, id, '2026-11-03T09:00:00Z')).rejects.toThrow(
      'Aim, Harm, ethics and confidentiality',
    )
    expect(await mails(store)).toEqual([])
  })
})

describe('a review', () => {
  test('that accepts awards the certificate and tells the author where it is', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'submitted')
    const code = await review(store, cast.rita, id, 'accepted')
    const [certificate] = await store.reader.select().from(certificates)
    expect(certificate).toMatchObject({
      code,
      personId: cast.ann.id,
      caseStudyId: id,
      awardedBy: cast.rita.id,
    })
    expect(certificate?.facts).toMatchObject({
      caseStudy: TITLE,
      submittedOn: '2026-11-03',
      acceptedOn: '2026-11-10',
    })
    const last = (await mails(store)).at(-1)
    expect(last).toMatchObject({ to: cast.ann.email })
    expect(last?.body).toContain(`/certificates/${code}`)
    expect((await seen(store, cast.ann, id)).state).toBe('accepted')
  })

  test('that returns opens it again and sends the author to the comments, which the mail does not repeat', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'returned')
    expect((await seen(store, cast.ann, id)).state).toBe('returned')
    expect(await store.reader.select().from(certificates)).toEqual([])
    const last = (await mails(store)).at(-1)
    expect(last?.body).toContain(`/case-studies/${id}`)
    expect(last?.body).not.toContain('how many points')
  })

  test('stands: a second decision at the same moment is refused and changes nothing', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'submitted')
    const both = await Promise.allSettled([
      review(store, cast.rita, id, 'returned'),
      review(store, cast.rita, id, 'accepted'),
    ])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(both[1]).toMatchObject({ reason: { name: 'Refusal', field: 'decision' } })
    expect(await store.reader.select({ decision: reviews.decision }).from(reviews)).toEqual([
      { decision: 'returned' },
    ])
    expect(await store.reader.select().from(certificates)).toEqual([])
  })

  test('that fails half-way leaves no decision, no certificate, no mail and no event', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'submitted')
    const study = await seen(store, cast.rita, id)
    const before = [await mails(store), await store.reader.select().from(auditEvents)]
    const noAddress = { ...study, author: { ...study.author, email: 'nowhere' } }
    const decided = { decision: 'accepted', comments: '', programme: PROGRAMME } as const
    const failed = store.transact((tx) =>
      reviewSubmission(tx, at(cast.rita, '2026-11-10T09:00:00Z'), noAddress, study.latest!, decided),
    )
    await expect(failed).rejects.toThrow('A mail cannot be sent')
    expect(await store.reader.select().from(reviews)).toEqual([])
    expect(await store.reader.select().from(certificates)).toEqual([])
    expect([await mails(store), await store.reader.select().from(auditEvents)]).toEqual(before)
  })
})

test('the audit says who did what and repeats nothing that was written', async ({ store }) => {
  const cast = await given.cohort(store)
  await annsCaseStudy(store, cast, 'accepted')
  const events = await store.reader.select().from(auditEvents).orderBy(auditEvents.at)
  const ours = events.filter(({ action }) => /^(case_study|certificate)/.test(action))
  expect(ours.map(({ action, personId }) => [action, personId]).toSorted()).toEqual([
    ['case_study.draft_saved', cast.ann.id],
    ['case_study.reviewed', cast.rita.id],
    ['case_study.started', cast.ann.id],
    ['case_study.submitted', cast.ann.id],
    ['certificate.awarded', cast.rita.id],
  ])
  const told = JSON.stringify(ours)
  const typed = [
    TITLE,
    'What we say',
    'Clear and honest',
    ...(await store.reader.select().from(caseStudySections)).map(({ body }) => body),
  ]
  expect(typed.filter((text) => told.includes(text))).toEqual([])
})
