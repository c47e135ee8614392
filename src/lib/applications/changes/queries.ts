import { and, eq, gte, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { applications } from '#db/schema/applications.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { mailMessages } from '#db/schema/mail.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Reader } from '#db/store.ts'
import { dayOf } from '#lib/day.ts'
import { readApplications } from '../queries.ts'
import { changeToTell } from './change.ts'

/**
 * Applicants who have not been told yet that the dates have moved since they answered, or that there is no cohort any
 * more. Members are told with their cohort.
 */
export async function listUntold(reader: Reader, now: Date) {
  const changed = await reader
    .selectDistinct({ id: applications.id })
    .from(applications)
    .innerJoin(cohorts, eq(cohorts.id, applications.cohortId))
    .leftJoin(sessions, and(eq(sessions.cohortId, cohorts.id), isNotNull(sessions.changedAt)))
    .where(
      and(
        isNotNull(applications.submittedAt),
        isNull(applications.withdrawnAt),
        gte(cohorts.endsOn, dayOf(now)),
        or(isNotNull(cohorts.cancelledAt), isNotNull(sessions.id)),
      ),
    )
  if (changed.length === 0) return []
  const read = await readApplications(
    reader,
    changed.map(({ id }) => id),
    now,
  )
  const due = read.flatMap((application) => {
    const change = changeToTell(application)
    return change
      ? [{ ...change, applicationId: application.id, programme: application.cohort.programme }]
      : []
  })
  const occasions = due.map(({ occasion }) => occasion)
  const queued = await reader
    .select({ occasion: mailMessages.occasion })
    .from(mailMessages)
    .where(inArray(mailMessages.occasion, occasions))
  const told = new Set(queued.map(({ occasion }) => occasion))
  return due.filter(({ occasion }) => !told.has(occasion))
}
