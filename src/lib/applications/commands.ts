import { and, count, eq, gt } from 'drizzle-orm'
import { applicationRequests, applications } from '#db/schema/applications.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { digestOf } from '#lib/auth/secrets.ts'
import { listFacilitators } from '#lib/cohorts/queries.ts'
import { type Day, dayOf } from '#lib/day.ts'
import { newId } from '#lib/ids.ts'
import { queueMail } from '#lib/mail/commands.ts'
import { Refusal } from '#lib/refusal.ts'
import { sponsorsNeeded, toPutRight } from './eligibility.ts'
import { sendLetter } from './letters/commands.ts'
import { linkLetter, nothingHereLetter } from './letters/link-letters.ts'
import { commonValues, type ProgrammeFacts } from './letters/values.ts'
import { boardAddress } from './links/address.ts'
import { makeApplicationLink } from './links/commands.ts'
import { giveBackPlace } from './places/commands.ts'
import { placeFreeLetter } from './places/letters.ts'
import { askSponsor } from './promises/commands.ts'
import { findLiveApplication, getApplication } from './queries.ts'
import type { ApplicationRow } from './reading.ts'
import { isOpenStep, type StepId, stepTitles, undone } from './steps.ts'
import { applicationWindow } from './window.ts'

const HOUR_MS = 60 * 60 * 1000
/** Letters to one address, and letters in all: a public form must fill no mailbox and no queue. */
const PER_ADDRESS = [
  { most: 3, withinMs: HOUR_MS },
  { most: 8, withinMs: 24 * HOUR_MS },
]
const MOST_IN_AN_HOUR = 400

interface Asked {
  cohortId: string
  email: string
  /** Whether a new application may be begun. */
  open: boolean
  /** When not: the day from which it may be. */
  opensOn: Day | undefined
  programme: string
}

/**
 * Sends the way back to an application to its address, and begins one where there is none. Whether there was one is
 * told in the letter alone: the answer, and the work, are the same.
 */
export async function requestLink(tx: Tx, by: By, { cohortId, email, open, opensOn, programme }: Asked) {
  const account = digestOf(`application:${email}`)
  const since = (ms: number) => gt(applicationRequests.at, new Date(by.at.getTime() - ms))
  const asked = (ms: number, ofOne: boolean) =>
    tx
      .select({ times: count() })
      .from(applicationRequests)
      .where(and(since(ms), ofOne ? eq(applicationRequests.account, account) : undefined))
      .then(([row]) => row?.times ?? 0)
  if ((await asked(HOUR_MS, false)) >= MOST_IN_AN_HOUR)
    throw new Refusal('email', 'Very many people are applying just now. Please try again in an hour')
  const [hour = 0, day = 0] = await Promise.all(PER_ADDRESS.map(({ withinMs }) => asked(withinMs, true)))
  const enough = hour >= (PER_ADDRESS[0]?.most ?? 0) || day >= (PER_ADDRESS[1]?.most ?? 0)
  // What sends nothing does not count, or one who asks for ever would stop everybody else.
  if (!enough) {
    await tx.insert(applicationRequests).values({ account, at: by.at })
    await sendLink(tx, by, { cohortId, email, open, opensOn, programme })
  }
  await audit(tx, by, 'applications.link_requested', cohortId, { sent: !enough })
}

async function sendLink(tx: Tx, by: By, { cohortId, email, open, opensOn, programme }: Asked) {
  const known = await findLiveApplication(tx, cohortId, email)
  const to = { name: known?.name ?? email, email }
  if (!known && !open) {
    const letter = nothingHereLetter(programme, opensOn)
    await queueMail(tx, { occasion: `application-none:${newId()}`, to, ...letter }, by.at)
    return
  }
  const id = known?.id ?? newId()
  if (!known) {
    await tx.insert(applications).values({ id, cohortId, email, startedAt: by.at, changedAt: by.at })
    await audit(tx, by, 'applications.started', id, { cohortId })
  }
  const address = await makeApplicationLink(tx, by, id)
  const letter = linkLetter(known?.name ?? 'applicant', programme, address)
  await queueMail(tx, { occasion: `application-link:${newId()}`, to, ...letter }, by.at)
}

export type Answers = Partial<
  Pick<
    ApplicationRow,
    | 'name'
    | 'profession'
    | 'registrationBody'
    | 'registrationNumber'
    | 'practiceCode'
    | 'practiceName'
    | 'practiceFound'
    | 'focusArea'
    | 'why'
    | 'availability'
  >
>

/** Keeps the answer to one question. What was sent is no longer changed, except for dates that have moved. */
export async function saveAnswer(tx: Tx, by: By, id: string, step: StepId, answers: Answers) {
  const before = await getApplication(tx, id, by.at)
  if (!isOpenStep(step, before))
    throw new Refusal('form', 'Your application has been sent, so its answers stay as they are')
  const moved = answers.profession !== undefined && answers.profession !== before.profession
  // Another profession has another register.
  const registration = moved ? { registrationBody: null, registrationNumber: null } : {}
  await tx
    .update(applications)
    .set({ ...registration, ...answers, changedAt: by.at })
    .where(eq(applications.id, id))
  await audit(tx, by, 'applications.answered', id, { step })
}

/** Hands an application in, whole, and asks everyone whose promise it needs. */
export async function submitApplication(tx: Tx, by: By, id: string, programme: ProgrammeFacts) {
  const application = await getApplication(tx, id, by.at)
  if (application.submittedAt || application.withdrawnAt)
    throw new Refusal('correct', 'Your application has been sent already')
  if (applicationWindow(application.cohort, dayOf(by.at)).state !== 'open')
    throw new Refusal('correct', 'Applications are not open any more, so it cannot be sent')
  const missing = undone(application).filter((step) => step !== 'prescriber')
  if (missing.length > 0)
    throw new Refusal(
      'correct',
      `Answer what is missing first: ${missing.map((step) => stepTitles[step]).join(', ')}`,
    )
  const [wrong] = toPutRight(application.eligibility)
  if (wrong) throw new Refusal('correct', wrong.text)
  await tx.update(applications).set({ submittedAt: by.at, changedAt: by.at }).where(eq(applications.id, id))
  for (const kind of sponsorsNeeded(application.profession)) {
    const promise = application.promiseOf(kind)
    if (promise?.answer === null) await askSponsor(tx, by, application, promise, programme)
  }
  const address = await makeApplicationLink(tx, by, id)
  await sendLetter(tx, by, {
    cohortId: application.cohortId,
    letter: 'received',
    occasion: `application-received:${id}`,
    to: { name: application.name ?? application.email, email: application.email },
    values: { ...commonValues(programme, application), link: address },
  })
  await audit(tx, by, 'applications.submitted', id, { cohortId: application.cohortId })
}

/** Takes back what was sent. A place that was held is free again, and the facilitators are told; nobody moves up by themselves. */
export async function withdrawApplication(tx: Tx, by: By, id: string, programme: ProgrammeFacts) {
  const application = await getApplication(tx, id, by.at)
  if (!application.submittedAt || application.withdrawnAt)
    throw new Refusal('sure', 'This application has been taken back already')
  await giveBackPlace(tx, by, application)
  await tx.update(applications).set({ withdrawnAt: by.at, changedAt: by.at }).where(eq(applications.id, id))
  await sendLetter(tx, by, {
    cohortId: application.cohortId,
    letter: 'withdrawn',
    occasion: `application-withdrawn:${id}`,
    to: { name: application.name ?? application.email, email: application.email },
    values: commonValues(programme, application),
  })
  if (application.place) {
    for (const { name, email } of await listFacilitators(tx, application.cohortId)) {
      const letter = placeFreeLetter(name, application, boardAddress(application))
      await queueMail(tx, { occasion: `place-free:${id}:${email}`, to: { name, email }, ...letter }, by.at)
    }
  }
  await audit(tx, by, 'applications.withdrawn', id, { heldPlace: application.place !== undefined })
}
