import { sync } from 'node-ical'
import { mailMessages } from '#db/schema/mail.ts'
import type { Store } from '#db/store.ts'
import { findShownRun, getCohort } from '#lib/cohorts/queries.ts'
import { listChanges, listSessions, listTimetable } from '#lib/sessions/queries.ts'
import { Forbidden } from '#lib/web/problems.ts'
import CohortsPage from '../../../src/pages/admin/cohorts.astro'
import { GET as CohortCalendar } from '../../../src/pages/cohorts/[cohort]/calendar.ics.ts'
import CohortPage from '../../../src/pages/cohorts/[cohort]/index.astro'
import CancelPage from '../../../src/pages/cohorts/[cohort]/plan/cancellation.astro'
import DatesPage from '../../../src/pages/cohorts/[cohort]/plan/dates.astro'
import PlanPage from '../../../src/pages/cohorts/[cohort]/plan/index.astro'
import PublicationPage from '../../../src/pages/cohorts/[cohort]/plan/publication.astro'
import SettingsPage from '../../../src/pages/cohorts/[cohort]/plan/settings.astro'
import CancelSessionPage from '../../../src/pages/sessions/[session]/cancellation.astro'
import EditSessionPage from '../../../src/pages/sessions/[session]/edit.astro'
import SessionPage from '../../../src/pages/sessions/[session]/index.astro'
import { ask } from '../../support/ask.ts'
import { given, TODAY } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

/** The February session of the cast's cohort, which is still to come. */
const toCome = ({ sessions }: { sessions: { id: string; heldOn: string }[] }) =>
  sessions.find(({ heldOn }) => heldOn > TODAY)!

const asTyped = (day: string, more: Record<string, string> = {}) => {
  const [year = '', month = '', date = ''] = day.split('-')
  return {
    'heldOn.day': date,
    'heldOn.month': month,
    'heldOn.year': year,
    startsAt: '9.30',
    endsAt: '1200',
    place: 'online',
    joinUrl: 'https://meet.example.org/room',
    reason: '',
    ...more,
  }
}

const letters = (store: Store) => store.reader.select().from(mailMessages)

async function draft(store: Store, day = { day: '4', month: '9', year: '2027' }) {
  const cast = await given.cohort(store)
  const form = {
    programme: 'opioid-stewardship',
    name: 'Autumn 2027',
    'startsOn.day': day.day,
    'startsOn.month': day.month,
    'startsOn.year': day.year,
  }
  const page = await visit(CohortsPage, store, { as: cast.ada, form })
  const id = /\/cohorts\/(\w+)\/plan/.exec(page.location ?? '')?.[1] ?? ''
  return { ...cast, draftId: id, notice: page.notice }
}

const eventsIn = (text: string) => Object.values(sync.parseICS(text)).filter((e) => e?.type === 'VEVENT')

describe('a new cohort', () => {
  test('is a draft that only those who plan it see, until it is published', async ({ store }) => {
    const { ada, ann, draftId } = await draft(store)
    expect((await findShownRun(store.reader, 'opioid-stewardship', '2027-06-01'))?.id).not.toBe(draftId)
    expect((await visit(PlanPage, store, { as: ann, params: { cohort: draftId } })).status).toBe(404)
    const plan = await visit(PlanPage, store, { as: ada, params: { cohort: draftId } })
    expect(plan.text).toContain('Only those who plan it can see it')

    const page = await visit(PublicationPage, store, { as: ada, params: { cohort: draftId }, form: {} })
    expect(page).toMatchObject({ status: 303, notice: 'Autumn 2027 is published' })
    expect((await findShownRun(store.reader, 'opioid-stewardship', '2027-06-01'))?.id).toBe(draftId)
  })

  test('has no session on a bank holiday, and says which was moved', async ({ store }) => {
    const { draftId, notice } = await draft(store, { day: '22', month: '12', year: '2026' })
    const days = (await listSessions(store.reader, draftId)).map(({ heldOn }) => heldOn)
    expect(days).not.toContain('2026-12-25')
    expect(days).not.toContain('2026-12-28')
    expect(notice).toContain('is a bank holiday (Christmas Day)')
  })

  test('marks dates that are doubtful, and names clock changes', async ({ store }) => {
    const { ada, draftId } = await draft(store)
    const [first] = await listSessions(store.reader, draftId)
    await visit(EditSessionPage, store, {
      as: ada,
      params: { session: first!.id },
      form: asTyped('2027-08-30'),
    })
    const plan = await visit(PlanPage, store, { as: ada, params: { cohort: draftId } })
    expect(plan.text).toContain('This is a bank holiday in England: Summer bank holiday.')
    expect(plan.text).toContain('The clocks go back on 31 October 2027')
  })

  test('changes its dates without a word to anyone, and lasts from its first to its last', async ({
    store,
  }) => {
    const { ada, draftId } = await draft(store)
    const [first] = await listSessions(store.reader, draftId)
    const page = await visit(EditSessionPage, store, {
      as: ada,
      params: { session: first!.id },
      form: asTyped('2027-08-20'),
    })
    expect(page.status).toBe(303)
    expect(await getCohort(store.reader, draftId)).toMatchObject({ startsOn: '2027-08-20' })
    expect(await letters(store)).toEqual([])
    expect((await listSessions(store.reader, draftId))[0]).toMatchObject({ sequence: 0, startsAt: '09:30' })
  })
})

describe('a session of a published cohort', () => {
  test('is moved with a reason: everyone is told once, the old date is kept and calendars hear of it', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    const { fran, ann, cohortId } = cast
    const session = toCome(cast)
    const form = asTyped('2027-02-16', { reason: 'The speaker is ill' })
    const page = await visit(EditSessionPage, store, { as: fran, params: { session: session.id }, form })
    expect(page).toMatchObject({ status: 303, location: `/cohorts/${cohortId}/plan` })

    const sent = await letters(store)
    expect(sent.map(({ toName }) => toName).sort()).toEqual([
      'Ann Example',
      'Ben Sample',
      'Cara Specimen',
      'Fran Facilitator',
    ])
    expect(sent[0]?.subject).toBe('Changed: showing improvement, now Tuesday 16 February 2027')
    expect(sent[0]?.body).toContain('It was: Tuesday 9 February 2027')
    expect(sent[0]?.body).toContain('The speaker is ill')

    expect(await listChanges(store.reader, session.id)).toMatchObject([
      { before: { heldOn: '2027-02-09' }, reason: 'The speaker is ill', changedBy: fran.id },
    ])
    const shown = await visit(SessionPage, store, { as: ann, params: { session: session.id } })
    expect(shown.text).toContain('The speaker is ill')
    expect(shown.text).toContain('It was to be on Tuesday 9 February 2027')
  })

  test('keeps its UID in calendars and raises its sequence when it moves', async ({ store }) => {
    const cast = await given.cohort(store)
    const session = toCome(cast)
    const read = async () => {
      const page = await ask(CohortCalendar, store, { as: cast.ann, params: { cohort: cast.cohortId } })
      return eventsIn(page.html).find((event) => event.uid.startsWith(session.id))
    }
    const before = await read()
    const form = asTyped('2027-04-13', { reason: 'The room was taken' })
    await visit(EditSessionPage, store, { as: cast.fran, params: { session: session.id }, form })
    const after = await read()
    expect(before?.start.toISOString()).toBe('2027-02-09T09:30:00.000Z')
    expect(after?.start.toISOString()).toBe('2027-04-13T08:30:00.000Z')
    expect(after?.uid).toBe(before?.uid)
    expect([before?.sequence, after?.sequence].map(Number)).toEqual([0, 1])
  })

  test('is not moved without a reason, and what was typed comes back', async ({ store }) => {
    const cast = await given.cohort(store)
    const page = await visit(EditSessionPage, store, {
      as: cast.fran,
      params: { session: toCome(cast).id },
      form: asTyped('2027-02-16', { place: 'Beacon Hall' }),
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('Say why. Everyone in the cohort will read it')
    expect(page.html).toContain('Beacon Hall')
    expect(await letters(store)).toEqual([])
  })

  test('that was held stays as it was', async ({ store }) => {
    const cast = await given.cohort(store)
    const form = asTyped('2027-02-16', { reason: 'A late thought' })
    const page = await visit(EditSessionPage, store, {
      as: cast.fran,
      params: { session: cast.sessions[0]!.id },
      form,
    })
    expect(page.text).toContain('The session has been held, so it stays as it was')
  })

  test.for([
    ['startsAt', 'half nine', 'Enter when it starts on the 24-hour clock, like 09:30 or 14:00'],
    ['endsAt', '09:00', 'The end must be after the start'],
    ['joinUrl', 'http://meet.example.org', 'Enter a link that begins with https://, or leave it empty'],
    ['joinUrl', 'javascript:alert(1)', 'Enter a link that begins with https://, or leave it empty'],
    ['heldOn.year', '2025', 'The day must be 22 November 2026 or later'],
  ] as const)('refuses %s "%s"', async ([field, value, message], { store }) => {
    const cast = await given.cohort(store)
    const form = { ...asTyped('2027-02-16', { reason: 'Another day suits' }), [field]: value }
    const page = await visit(EditSessionPage, store, {
      as: cast.fran,
      params: { session: toCome(cast).id },
      form,
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain(message)
  })

  test('is cancelled: told to all, shown as cancelled, no longer asked of anyone', async ({ store }) => {
    const cast = await given.cohort(store)
    const { fran, ann, cohortId } = cast
    const session = toCome(cast)
    const form = { reason: 'Too few can come' }
    await visit(CancelSessionPage, store, { as: fran, params: { session: session.id }, form })
    expect((await letters(store))[0]?.subject).toBe(
      'Cancelled: showing improvement on Tuesday 9 February 2027',
    )
    expect((await listSessions(store.reader, cohortId)).map(({ id }) => id)).not.toContain(session.id)
    expect((await listTimetable(store.reader, cohortId)).map(({ id }) => id)).toContain(session.id)
    const page = await visit(CohortPage, store, { as: ann, params: { cohort: cohortId } })
    expect(page.text).toContain('Cancelled Too few can come')
    const calendar = await ask(CohortCalendar, store, { as: ann, params: { cohort: cohortId } })
    const event = eventsIn(calendar.html).find(({ uid }) => uid.startsWith(session.id))
    expect(event?.status).toBe('CANCELLED')
    const again = await visit(CancelSessionPage, store, { as: fran, params: { session: session.id }, form })
    expect(again.text).toContain('The session is cancelled already')
  })

  test('is changed by nobody but those who plan its cohort', async ({ store }) => {
    const cast = await given.cohort(store)
    for (const person of [cast.ann, cast.olive, cast.rita]) {
      const page = await visit(EditSessionPage, store, { as: person, params: { session: toCome(cast).id } })
      expect(page.status).toBe(404)
    }
  })
})

describe('a published cohort', () => {
  test('moves all that is to come by weeks, and tells everyone in one letter', async ({ store }) => {
    const cast = await given.cohort(store)
    const before = await listSessions(store.reader, cast.cohortId)
    const form = { weeks: '2', reason: 'The winter is busy' }
    await visit(DatesPage, store, { as: cast.fran, params: { cohort: cast.cohortId }, form })
    const after = await listSessions(store.reader, cast.cohortId)
    const changed = after.filter(({ heldOn }, index) => heldOn !== before[index]?.heldOn)
    expect(changed.every(({ sequence, heldOn }) => sequence === 1 && heldOn > TODAY)).toBe(true)
    expect(changed).toHaveLength(before.filter(({ heldOn }) => heldOn >= TODAY).length)
    expect(await letters(store)).toHaveLength(4)
    expect((await letters(store))[0]?.body).toContain('Tuesday 23 February 2027')
  })

  test('is not moved into the past', async ({ store }) => {
    const cast = await given.cohort(store)
    const form = { weeks: '-30', reason: 'Sooner is better' }
    const page = await visit(DatesPage, store, { as: cast.fran, params: { cohort: cast.cohortId }, form })
    expect(page.text).toContain('That would put a session before today')
  })

  test('is cancelled: what is to come is cancelled with it and it leaves the public pages', async ({
    store,
  }) => {
    const cast = await given.cohort(store)
    const form = { reason: 'The funding has ended' }
    await visit(CancelPage, store, { as: cast.ada, params: { cohort: cast.cohortId }, form })
    expect(await findShownRun(store.reader, 'opioid-stewardship', TODAY)).toBeUndefined()
    const left = await listSessions(store.reader, cast.cohortId)
    expect(left.every(({ heldOn }) => heldOn < TODAY)).toBe(true)
    const page = await visit(CohortPage, store, { as: cast.ann, params: { cohort: cast.cohortId } })
    expect(page.text).toContain('This cohort is cancelled: The funding has ended')
    expect((await letters(store)).map(({ subject }) => subject)).toEqual(
      Array.from({ length: 4 }, () => 'Autumn 2026 is cancelled'),
    )
  })

  test('takes seats and days for applications that fit together', async ({ store }) => {
    const { fran, cohortId } = await given.cohort(store)
    const days = (from: string, to: string) => ({
      'applicationsOpenOn.day': from,
      'applicationsOpenOn.month': '12',
      'applicationsOpenOn.year': '2026',
      'applicationsCloseOn.day': to,
      'applicationsCloseOn.month': '12',
      'applicationsCloseOn.year': '2026',
    })
    const post = (form: Record<string, string>) =>
      visit(SettingsPage, store, {
        as: fran,
        params: { cohort: cohortId },
        form: { name: 'Autumn 2026', ...form },
      })
    expect((await post({ seats: '2', ...days('1', '9') })).text).toContain('3 people have a seat already')
    expect((await post({ seats: '', ...days('1', '9') })).text).toContain('Enter the number of seats')
    expect((await post({ seats: '20', ...days('9', '1') })).text).toContain('on or after the first')
    expect(await post({ seats: '20', ...days('1', '9') })).toMatchObject({ status: 303 })
    expect(await getCohort(store.reader, cohortId)).toMatchObject({
      seats: 20,
      applicationsOpenOn: '2026-12-01',
    })
  })

  test('is planned by its facilitators and administrators alone', async ({ store }) => {
    const { ann, rita, ada, fran, cohortId } = await given.cohort(store)
    for (const person of [ann, rita])
      expect((await visit(PlanPage, store, { as: person, params: { cohort: cohortId } })).status).toBe(404)
    for (const person of [ada, fran])
      expect((await visit(PlanPage, store, { as: person, params: { cohort: cohortId } })).status).toBe(200)
    await expect(visit(CohortsPage, store, { as: fran })).rejects.toThrow(Forbidden)
  })
})
