import { and, count, eq, isNull } from 'drizzle-orm'
import { type PromiseKind, promiseLinks, promiseReminders, promises } from '#db/schema/applications.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { listFacilitators } from '#lib/cohorts/queries.ts'
import { dayOf, longDay } from '#lib/day.ts'
import { newId } from '#lib/ids.ts'
import { queueMail } from '#lib/mail/commands.ts'
import { Refusal } from '#lib/refusal.ts'
import { sendLetter } from '../letters/commands.ts'
import { commonValues, type ProgrammeFacts, promiseWords } from '../letters/values.ts'
import { boardAddress } from '../links/address.ts'
import { daysAfter, makeApplicationLink, makePromiseLink, PROMISE_DAYS } from '../links/commands.ts'
import { getApplication } from '../queries.ts'
import type { Application, PromiseRow } from '../reading.ts'
import type { Sponsor } from './forms.ts'
import { takenBackLetter } from './letters.ts'
import type { PromiseLink } from './queries.ts'

type SponsorKind = Exclude<PromiseKind, 'applicant'>
const DAY_MS = 86_400_000
/** How often somebody else may be named: nobody's mailbox is a toy. */
const MOST_NAMED = 8

/** The applicant's own promise. Making it again changes nothing. */
export async function makeOwnPromise(tx: Tx, by: By, applicationId: string) {
  await tx
    .insert(promises)
    .values({
      id: newId(),
      applicationId,
      kind: 'applicant',
      madeAt: by.at,
      answer: 'agreed',
      answeredAt: by.at,
    })
    .onConflictDoNothing()
  await audit(tx, by, 'promises.own_made', applicationId)
}

/** Names who is asked, or why nobody is. Whoever was named before stays in the history; their link ends. */
export async function nameSponsor(
  tx: Tx,
  by: By,
  applicationId: string,
  kind: SponsorKind,
  sponsor: Sponsor,
  programme: ProgrammeFacts,
) {
  const application = await getApplication(tx, applicationId, by.at)
  if (application.withdrawnAt)
    throw new Refusal('form', 'This application has been taken back, so nobody can be asked any more')
  const before = application.promiseOf(kind)
  if (before && !isChange(before, sponsor)) return
  const named = await tx
    .select({ times: count() })
    .from(promises)
    .where(and(eq(promises.applicationId, applicationId), eq(promises.kind, kind)))
  if ((named[0]?.times ?? 0) >= MOST_NAMED)
    throw new Refusal('email', 'You have named very many people already. Write to the facilitators')
  await tx
    .update(promises)
    .set({ endedAt: by.at, ended: 'changed by the applicant' })
    .where(and(eq(promises.applicationId, applicationId), eq(promises.kind, kind), isNull(promises.endedAt)))
  const answered = 'because' in sponsor ? ({ answer: 'not applicable', answeredAt: by.at } as const) : {}
  const [row] = await tx
    .insert(promises)
    .values({ id: newId(), applicationId, kind, ...sponsor, madeAt: by.at, ...answered })
    .returning()
  if (row && row.email !== null && application.submittedAt)
    await askSponsor(tx, by, application, row, programme)
  await audit(tx, by, 'promises.sponsor_named', applicationId, { kind, applies: !('because' in sponsor) })
}

const isChange = (before: PromiseRow, sponsor: Sponsor) =>
  'because' in sponsor
    ? before.because !== sponsor.because || before.answer !== 'not applicable'
    : before.email !== sponsor.email || before.name !== sponsor.name || before.answer === 'declined'

/** Asks a sponsor, from now on for three weeks. */
export async function askSponsor(
  tx: Tx,
  by: By,
  application: Application,
  promise: PromiseRow,
  programme: ProgrammeFacts,
) {
  const { id, kind, name, email } = promise
  if (kind === 'applicant' || !name || !email) return
  const expiresAt = daysAfter(by.at, PROMISE_DAYS)
  await tx.update(promises).set({ askedAt: by.at, expiresAt }).where(eq(promises.id, id))
  await tx.delete(promiseReminders).where(eq(promiseReminders.promiseId, id))
  const address = await makePromiseLink(tx, by, id, 'answer')
  await sendLetter(tx, by, {
    cohortId: application.cohortId,
    letter: kind === 'employer' ? 'ask-employer' : 'ask-prescriber',
    occasion: `promise-asked:${id}:${by.at.getTime()}`,
    to: { name, email },
    values: {
      ...commonValues(programme, application),
      promise: promiseWords[kind],
      until: longDay(dayOf(expiresAt)),
      link: address,
    },
  })
  await audit(tx, by, 'promises.asked', id, { kind })
}

/** The same letter once more, with three weeks from now. Not twice within a day. */
export async function askAgain(
  tx: Tx,
  by: By,
  applicationId: string,
  kind: SponsorKind,
  programme: ProgrammeFacts,
) {
  const application = await getApplication(tx, applicationId, by.at)
  const promise = application.promiseOf(kind)
  const standing = application.standings[kind]
  if (!promise?.askedAt || application.withdrawnAt || (standing !== 'waiting' && standing !== 'expired'))
    throw new Refusal('wish', 'There is nobody to ask again just now')
  if (by.at.getTime() - promise.askedAt.getTime() < DAY_MS)
    throw new Refusal(
      'wish',
      'A letter went out less than a day ago. Ask again tomorrow, or tell them yourself',
    )
  await askSponsor(tx, by, application, promise, programme)
  await audit(tx, by, 'promises.asked_again', promise.id, { kind })
}

const USED = 'This link has been used meanwhile. Open it again to see what was answered'

/** Uses a link up. Whoever was quicker has it. */
async function useLink(tx: Tx, by: By, { link, promise }: Pick<PromiseLink, 'link' | 'promise'>) {
  const used = await tx
    .update(promiseLinks)
    .set({ usedAt: by.at })
    .where(and(eq(promiseLinks.secretHash, link.secretHash), isNull(promiseLinks.usedAt)))
    .returning({ promiseId: promiseLinks.promiseId })
  const [now] = await tx
    .select({ answer: promises.answer, endedAt: promises.endedAt })
    .from(promises)
    .where(eq(promises.id, promise.id))
  if (used.length === 0 || !now || now.endedAt || now.answer !== promise.answer)
    throw new Refusal('form', USED)
}

/** A sponsor's answer. When it was the last that was needed, the applicant is told so; of a refusal in any case. */
export async function answerPromise(
  tx: Tx,
  by: By,
  found: PromiseLink,
  given: { answer: 'agreed' } | { answer: 'declined'; because: string },
  programme: ProgrammeFacts,
) {
  const { promise } = found
  await useLink(tx, by, found)
  await tx
    .update(promises)
    .set({ ...given, answeredAt: by.at })
    .where(eq(promises.id, promise.id))
  const application = await getApplication(tx, promise.applicationId, by.at)
  const values = { ...commonValues(programme, application), promise: promiseWords[promise.kind] }
  if (given.answer === 'agreed' && promise.name && promise.email) {
    const address = await makePromiseLink(tx, by, promise.id, 'take back')
    await sendLetter(tx, by, {
      cohortId: application.cohortId,
      letter: 'thanks',
      occasion: `promise-thanks:${promise.id}`,
      to: { name: promise.name, email: promise.email },
      values: { ...values, link: address },
    })
  }
  const complete =
    given.answer === 'agreed' && ['ready for decision', 'shortlisted'].includes(application.state)
  if (complete || (given.answer === 'declined' && application.state !== 'declined'))
    await tellApplicant(
      tx,
      by,
      application,
      promise,
      complete ? 'promises-complete' : 'promise-declined',
      programme,
    )
  await audit(tx, by, 'promises.answered', promise.id, { kind: promise.kind, answer: given.answer })
}

/** A promise ends, and the application needs another. */
export async function takeBackPromise(
  tx: Tx,
  by: By,
  found: PromiseLink,
  because: string,
  programme: ProgrammeFacts,
) {
  const { promise } = found
  await useLink(tx, by, found)
  await tx
    .update(promises)
    .set({ endedAt: by.at, ended: 'taken back', because })
    .where(eq(promises.id, promise.id))
  const application = await getApplication(tx, promise.applicationId, by.at)
  await tellApplicant(tx, by, application, promise, 'promise-taken-back', programme)
  for (const { name, email } of await listFacilitators(tx, application.cohortId)) {
    const letter = takenBackLetter(name, promise, application, boardAddress(application))
    await queueMail(
      tx,
      { occasion: `promise-taken-back:${promise.id}:${email}`, to: { name, email }, ...letter },
      by.at,
    )
  }
  await audit(tx, by, 'promises.taken_back', promise.id, { kind: promise.kind })
}

/** A letter to the applicant about a promise, with a link of its own. */
export async function tellApplicant(
  tx: Tx,
  by: By,
  application: Application,
  promise: Pick<PromiseRow, 'id' | 'kind' | 'name'>,
  letter: 'promise-declined' | 'promise-taken-back' | 'promise-expired' | 'promises-complete',
  programme: ProgrammeFacts,
) {
  const address = await makeApplicationLink(tx, by, application.id)
  await sendLetter(tx, by, {
    cohortId: application.cohortId,
    letter,
    occasion: `${letter}:${promise.id}:${by.at.getTime()}`,
    to: { name: application.name ?? application.email, email: application.email },
    values: {
      ...commonValues(programme, application),
      sponsor: promise.name ?? 'Your sponsor',
      promise: promiseWords[promise.kind],
      link: address,
    },
  })
  await audit(tx, by, 'promises.applicant_told', promise.id, { letter })
}
