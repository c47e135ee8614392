import { eq } from 'drizzle-orm'
import { applications } from '#db/schema/applications.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { mailMessages } from '#db/schema/mail.ts'
import type { Profession } from '#db/schema/people.ts'
import type { Store } from '#db/store.ts'
import { decideApplication } from '#lib/applications/board/commands.ts'
import type { Decided } from '#lib/applications/board/forms.ts'
import { requestLink, saveAnswer, submitApplication } from '#lib/applications/commands.ts'
import { answerPromise, makeOwnPromise, nameSponsor } from '#lib/applications/promises/commands.ts'
import { findPromiseLink } from '#lib/applications/promises/queries.ts'
import { getApplication, listCommitments } from '#lib/applications/queries.ts'
import { personBy, systemBy } from '#lib/auth/by.ts'
import { grantRole } from '#lib/auth/commands.ts'
import { startCohort } from '#lib/cohorts/commands.ts'
import { type Actor, by, given } from '../../support/given.ts'

export const FACTS = { title: 'Opioid Stewardship', months: 6, hoursPerMonth: 4 }
export const MANAGER = { name: 'Mona Manager', email: 'mona.manager@example.org' }
export const PRESCRIBER = { name: 'Piet Prescriber', email: 'piet.prescriber@example.org' }

export const at = (instant: string) => new Date(instant)
export const applicant = (instant = '2026-11-10T09:00:00Z') => systemBy('applicant', at(instant))

/** The cast, and a second cohort that takes applications from 1 November to 18 December and has two places. */
export async function openCohort(store: Store, seats: number | null = 2) {
  const cast = await given.cohort(store)
  const day = (
    heldOn: string,
    kind: 'masterclass' | 'collaborative session' | 'celebration',
    title: string,
  ) => ({
    topic: 'testing',
    kind,
    title,
    heldOn,
    startsAt: '09:30',
    endsAt: '12:00',
    place: 'online',
  })
  const springId = await store.transact(async (tx) => {
    const id = await startCohort(tx, by, {
      programme: 'opioid-stewardship',
      name: 'Spring 2027',
      startsOn: '2027-01-15',
      endsOn: '2027-07-01',
      timetable: [
        day('2027-01-15', 'collaborative session', 'Identifying the problem'),
        day('2027-01-18', 'masterclass', 'Why this is a focus'),
        day('2027-06-30', 'celebration', 'Celebration'),
      ],
    })
    await tx
      .update(cohorts)
      .set({
        applicationsOpenOn: '2026-11-01',
        applicationsCloseOn: '2026-12-18',
        seats,
        publishedAt: at('2026-10-01T09:00:00Z'),
      })
      .where(eq(cohorts.id, id))
    await grantRole(tx, by, { personId: cast.fran.id, role: 'facilitator', cohortId: id })
    return id
  })
  return { ...cast, springId }
}

export const outbox = (store: Store) => store.reader.select().from(mailMessages)

/** The secret at the end of the latest link in the latest letter to an address. */
export async function secretFor(
  store: Store,
  email: string,
  kind: 'applications' | 'promises',
): Promise<string> {
  const letters = (await outbox(store)).filter(
    ({ toEmail, body }) => toEmail === email && body?.includes(`/${kind}/`),
  )
  return new RegExp(`/${kind}/([\\w-]+)`).exec(letters.at(-1)?.body ?? '')?.[1] ?? ''
}

export async function begin(store: Store, cohortId: string, email: string, instant?: string) {
  await store.transact((tx) =>
    requestLink(tx, applicant(instant), {
      cohortId,
      email,
      open: true,
      opensOn: undefined,
      programme: FACTS.title,
    }),
  )
  const secret = await secretFor(store, email, 'applications')
  const [row] = await store.reader.select().from(applications).where(eq(applications.email, email))
  return { id: row?.id ?? '', secret, email }
}

interface Answered {
  name: string
  profession?: Profession
  email?: string
  employer?: typeof MANAGER | { because: string }
  prescriber?: typeof PRESCRIBER
  practiceCode?: string
}

/** A draft with an answer to every question. */
export async function draft(store: Store, cohortId: string, answered: Answered, instant?: string) {
  const {
    name,
    profession = 'GP',
    employer = { because: 'A partner in the practice' },
    prescriber,
  } = answered
  const email = answered.email ?? `${name.toLowerCase().replaceAll(' ', '.')}@example.org`
  const begun = await begin(store, cohortId, email, instant)
  const who = applicant(instant)
  await store.transact(async (tx) => {
    const asked = (await listCommitments(tx, cohortId)).map(({ heldOn }) => heldOn)
    await saveAnswer(tx, who, begun.id, 'profession', { profession })
    await saveAnswer(tx, who, begun.id, 'name', {
      name,
      registrationBody: null,
      registrationNumber: '',
      practiceCode: answered.practiceCode ?? 'Z98001',
      practiceName: 'Amber Lane Surgery',
      practiceFound: true,
      focusArea: 'starting-well',
      why: 'Four of ten new prescriptions have no end date.',
      availability: { asked, cannot: [] },
    })
    await makeOwnPromise(tx, who, begun.id)
    await nameSponsor(tx, who, begun.id, 'employer', employer, FACTS)
    if (prescriber) await nameSponsor(tx, who, begun.id, 'prescriber', prescriber, FACTS)
  })
  return begun
}

/** The same, sent. A partner's is ready for a decision. */
export async function sent(store: Store, cohortId: string, answered: Answered, instant?: string) {
  const begun = await draft(store, cohortId, answered, instant)
  await store.transact((tx) => submitApplication(tx, applicant(instant), begun.id, FACTS))
  return begun
}

export async function answer(
  store: Store,
  email: string,
  given: Parameters<typeof answerPromise>[3],
  instant = '2026-11-12T09:00:00Z',
) {
  const link = await findPromiseLink(store.reader, await secretFor(store, email, 'promises'), at(instant))
  if (!link) throw new Error(`No link for ${email}`)
  await store.transact((tx) => answerPromise(tx, systemBy('sponsor', at(instant)), link, given, FACTS))
}

export async function decide(
  store: Store,
  facilitator: Actor,
  id: string,
  decision: Decided['decision'],
  instant = '2026-11-20T09:00:00Z',
) {
  const { decisions } = await getApplication(store.reader, id, at(instant))
  const decided = { decision, reason: 'The cohort has room for it.', decided: decisions.length }
  await store.transact((tx) =>
    decideApplication(tx, personBy(facilitator.id, at(instant)), id, decided, FACTS),
  )
}

export const read = (store: Store, id: string, instant = '2026-11-20T10:00:00Z') =>
  getApplication(store.reader, id, at(instant))
