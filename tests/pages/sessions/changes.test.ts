import { sync } from 'node-ical'
import { mailMessages } from '#db/schema/mail.ts'
import type { Store } from '#db/store.ts'
import { listChanges, listSessions, listTimetable } from '#lib/sessions/queries.ts'
import { GET as CohortCalendar } from '../../../src/pages/cohorts/[cohort]/calendar.ics.ts'
import CohortPage from '../../../src/pages/cohorts/[cohort]/index.astro'
import CancelSessionPage from '../../../src/pages/sessions/[session]/cancellation.astro'
import EditSessionPage from '../../../src/pages/sessions/[session]/edit.astro'
import SessionPage from '../../../src/pages/sessions/[session]/index.astro'
import { ask } from '../../support/ask.ts'
import { given, TODAY } from '../../support/given.ts'
import { asTyped } from '../../support/session-form.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

/** The February session of the cast's cohort, which is still to come. */
const toCome = ({ sessions }: { sessions: { id: string; heldOn: string }[] }) =>
  sessions.find(({ heldOn }) => heldOn > TODAY)!

const letters = (store: Store) => store.reader.select().from(mailMessages)

const eventsIn = (text: string) => Object.values(sync.parseICS(text)).filter((e) => e?.type === 'VEVENT')

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

  test('is moved to a bank holiday only by whoever means it, before anyone is told', async ({ store }) => {
    const cast = await given.cohort(store)
    const send = (more: Record<string, string>) =>
      visit(EditSessionPage, store, {
        as: cast.fran,
        params: { session: toCome(cast).id },
        form: asTyped('2027-01-01', { reason: 'No other day', ...more }),
      })
    const asked = await send({})
    expect(asked.status).toBe(422)
    expect(asked.text).toContain(
      'This is a bank holiday in England: New Year’s Day. Choose another day, or tick that you mean it',
    )
    expect(asked.html).toContain('name="meansIt"')
    expect((await send({ meansIt: 'on', place: '' })).html).toContain('name="meansIt"')
    expect(await letters(store)).toEqual([])
    expect((await send({ meansIt: 'on' })).status).toBe(303)
    expect(await letters(store)).toHaveLength(4)
    // Changing the room on that day asks nothing again.
    expect((await send({ place: 'Beacon Hall' })).status).toBe(303)
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
