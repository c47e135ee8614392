import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import { applicationLinks, applications, decisions, places, promises } from '#db/schema/applications.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { people } from '#db/schema/people.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Reader } from '#db/store.ts'
import { digestOf } from '#lib/auth/secrets.ts'
import { type Application, type AppliedCohort, composed, isCommitment } from './reading.ts'

const cohortFields = {
  id: cohorts.id,
  name: cohorts.name,
  programme: cohorts.programme,
  startsOn: cohorts.startsOn,
  endsOn: cohorts.endsOn,
  seats: cohorts.seats,
  applicationsOpenOn: cohorts.applicationsOpenOn,
  applicationsCloseOn: cohorts.applicationsCloseOn,
  publishedAt: cohorts.publishedAt,
  cancelledAt: cohorts.cancelledAt,
}

/** Every cohort, or those of one programme, with what says when it takes applications. */
export function listAppliedCohorts(reader: Reader, programme?: string): Promise<AppliedCohort[]> {
  return reader
    .select(cohortFields)
    .from(cohorts)
    .where(programme === undefined ? undefined : eq(cohorts.programme, programme))
    .orderBy(asc(cohorts.startsOn), asc(cohorts.id))
}

/** What everyone in a cohort commits to, in its order. */
export async function listCommitments(reader: Reader, cohortId: string) {
  const dated = await reader
    .select({
      heldOn: sessions.heldOn,
      startsAt: sessions.startsAt,
      endsAt: sessions.endsAt,
      title: sessions.title,
      kind: sessions.kind,
    })
    .from(sessions)
    .where(and(eq(sessions.cohortId, cohortId), isNull(sessions.cancelledAt)))
    .orderBy(asc(sessions.heldOn), asc(sessions.startsAt))
  return dated.filter(isCommitment)
}

/** The applications among `ids`, in the order they were started, with all that follows from their rows. */
export async function readApplications(
  reader: Reader,
  ids: readonly string[],
  now: Date,
): Promise<Application[]> {
  if (ids.length === 0) return []
  const named = [...ids]
  const [rows, promised, decided, placed] = await Promise.all([
    reader
      .select({ row: applications, cohort: cohortFields })
      .from(applications)
      .innerJoin(cohorts, eq(cohorts.id, applications.cohortId))
      .where(inArray(applications.id, named))
      .orderBy(asc(applications.startedAt), asc(applications.id)),
    reader
      .select()
      .from(promises)
      .where(inArray(promises.applicationId, named))
      .orderBy(asc(promises.madeAt), asc(promises.id)),
    reader
      .select({ decision: decisions, decidedByName: people.name })
      .from(decisions)
      .leftJoin(people, eq(people.id, decisions.decidedBy))
      .where(inArray(decisions.applicationId, named))
      .orderBy(asc(decisions.decidedAt), asc(decisions.id)),
    reader.select().from(places).where(inArray(places.applicationId, named)),
  ])
  const cohortIds = [...new Set(rows.map(({ cohort }) => cohort.id))]
  const dated = new Map(
    await Promise.all(cohortIds.map(async (id) => [id, await listCommitments(reader, id)] as const)),
  )
  const of = <R extends { applicationId: string }>(all: readonly R[]) =>
    Map.groupBy(all, (one) => one.applicationId)
  const promisesOf = of(promised)
  const decisionsOf = of(decided.map(({ decision, decidedByName }) => ({ ...decision, decidedByName })))
  const placesOf = of(placed)
  return rows.map(({ row, cohort }) =>
    composed(
      row,
      {
        cohort,
        sessions: dated.get(cohort.id) ?? [],
        promises: promisesOf.get(row.id) ?? [],
        decisions: decisionsOf.get(row.id) ?? [],
        places: placesOf.get(row.id) ?? [],
      },
      now,
    ),
  )
}

export async function findApplication(
  reader: Reader,
  id: string,
  now: Date,
): Promise<Application | undefined> {
  const [found] = await readApplications(reader, [id], now)
  return found
}

export async function getApplication(reader: Reader, id: string, now: Date): Promise<Application> {
  const found = await findApplication(reader, id, now)
  if (!found) throw new Error('No such application')
  return found
}

/** The application that a private link leads to. Unknown and old links look the same. */
export async function findByLink(reader: Reader, secret: string | undefined, now: Date) {
  if (!secret) return undefined
  const [link] = await reader
    .select({ id: applicationLinks.applicationId })
    .from(applicationLinks)
    .where(and(eq(applicationLinks.secretHash, digestOf(secret)), gt(applicationLinks.expiresAt, now)))
  return link && findApplication(reader, link.id, now)
}

/** The application of an address to a cohort that has not been taken back. */
export async function findLiveApplication(reader: Reader, cohortId: string, email: string) {
  const [live] = await reader
    .select({ id: applications.id, name: applications.name, email: applications.email })
    .from(applications)
    .where(
      and(
        eq(applications.cohortId, cohortId),
        eq(applications.email, email),
        isNull(applications.withdrawnAt),
      ),
    )
  return live
}
