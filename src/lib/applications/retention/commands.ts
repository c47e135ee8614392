import { inArray, lt } from 'drizzle-orm'
import {
  applicationLinks,
  applicationRequests,
  applications,
  decisions,
  places,
  promiseLinks,
  promiseQuestions,
  promiseReminders,
  promises,
} from '#db/schema/applications.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { Refusal } from '#lib/refusal.ts'
import { getApplication } from '../queries.ts'

/** Removes applications with all that hangs on them. The audit keeps that they were there, without a name. */
export async function forgetApplications(tx: Tx, by: By, ids: readonly string[]) {
  const named = [...ids]
  const promised = tx.select({ id: promises.id }).from(promises).where(inArray(promises.applicationId, named))
  await tx.delete(promiseQuestions).where(inArray(promiseQuestions.promiseId, promised))
  await tx.delete(promiseReminders).where(inArray(promiseReminders.promiseId, promised))
  await tx.delete(promiseLinks).where(inArray(promiseLinks.promiseId, promised))
  await tx.delete(promises).where(inArray(promises.applicationId, named))
  await tx.delete(decisions).where(inArray(decisions.applicationId, named))
  await tx.delete(places).where(inArray(places.applicationId, named))
  await tx.delete(applicationLinks).where(inArray(applicationLinks.applicationId, named))
  await tx.delete(applications).where(inArray(applications.id, named))
  await audit(tx, by, 'applications.forgotten', 'applications', { ids: named })
}

/** A draft goes at once and whole when its applicant says so. */
export async function deleteDraft(tx: Tx, by: By, id: string) {
  const { submittedAt } = await getApplication(tx, id, by.at)
  if (submittedAt) throw new Refusal('sure', 'Your application has been sent, so it is taken back instead')
  await forgetApplications(tx, by, [id])
  await audit(tx, by, 'applications.draft_deleted', id)
}

/** What counted towards the limits is over after a day. */
export async function forgetRequests(tx: Tx, by: By, before: Date) {
  await tx.delete(applicationRequests).where(lt(applicationRequests.at, before))
  await tx.delete(applicationLinks).where(lt(applicationLinks.expiresAt, by.at))
  await audit(tx, by, 'applications.requests_forgotten', 'applications')
}
