import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { addDays, dayOf } from '#lib/day.ts'
import { tellOfChange } from './changes/commands.ts'
import { listUntold } from './changes/queries.ts'
import { readFacts } from './letters/programme.ts'
import { daysAfter } from './links/commands.ts'
import { letterDue, REMINDED_AFTER_DAYS } from './promises/due.ts'
import { listUnanswered } from './promises/queries.ts'
import { sendLetterDue } from './promises/reminders/commands.ts'
import { readApplications } from './queries.ts'
import { forgetApplications, forgetRequests } from './retention/commands.ts'
import { hasOldRequests, listToForget } from './retention/queries.ts'

const AT_ONCE = 100
/** Most of those who have not answered are not due for a letter: looking at a hundred would leave some out. */
const LOOKED_AT = 2000
/** A draft that nobody goes on with is deleted after so many days. */
export const DRAFT_DAYS = 60
/** An application without a place is deleted when its cohort began so many days ago. */
export const KEPT_DAYS = 365

const due = async (store: Store, now: Date) =>
  (await listUnanswered(store.reader, daysAfter(now, -REMINDED_AFTER_DAYS[0]), LOOKED_AT))
    .filter((promise) => letterDue(promise, now) !== undefined)
    .slice(0, AT_ONCE)
const old = (store: Store, now: Date) =>
  listToForget(
    store.reader,
    { untouchedSince: daysAfter(now, -DRAFT_DAYS), begunBefore: addDays(dayOf(now), -KEPT_DAYS) },
    AT_ONCE,
  )

/** Whether a sponsor has to be reminded, an applicant to be told, or something has to be forgotten. */
export const hasUpkeep = async (store: Store, now: Date) =>
  (await due(store, now)).length > 0 ||
  (await old(store, now)).length > 0 ||
  (await listUntold(store.reader, now)).length > 0 ||
  (await hasOldRequests(store.reader, daysAfter(now, -1), now))

/** Reminds sponsors, tells applicants that time is up or dates have moved, and deletes what is kept no longer. */
export async function keepApplications(store: Store, now: Date, stopped?: AbortSignal) {
  const by = systemBy('applications', now)
  const waiting = await due(store, now)
  const about = await readApplications(
    store.reader,
    waiting.map(({ applicationId }) => applicationId),
    now,
  )
  const programmes = new Map(about.map(({ id, cohort }) => [id, cohort.programme]))
  for (const { id, applicationId } of waiting) {
    if (stopped?.aborted) return
    const facts = await readFacts(programmes.get(applicationId) ?? '')
    await store.transact((tx) => sendLetterDue(tx, by, id, facts))
  }
  for (const { applicationId, programme } of await listUntold(store.reader, now)) {
    if (stopped?.aborted) return
    const facts = await readFacts(programme)
    await store.transact((tx) => tellOfChange(tx, by, applicationId, facts))
  }
  const ids = await old(store, now)
  if (ids.length > 0) await store.transact((tx) => forgetApplications(tx, by, ids))
  if (await hasOldRequests(store.reader, daysAfter(now, -1), now))
    await store.transact((tx) => forgetRequests(tx, by, daysAfter(now, -1)))
}
