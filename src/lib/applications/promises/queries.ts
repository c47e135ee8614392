import { and, asc, count, eq, isNotNull, isNull, lt, lte, max, or } from 'drizzle-orm'
import {
  applications,
  promiseLinks,
  promiseQuestions,
  promiseReminders,
  promises,
} from '#db/schema/applications.ts'
import type { Reader } from '#db/store.ts'
import { digestOf } from '#lib/auth/secrets.ts'
import { getApplication } from '../queries.ts'
import type { PromiseRow } from '../reading.ts'
import type { ApplicationState } from '../state.ts'
import { TIME_IS_UP } from './due.ts'

/** What a sponsor's link leads to, whether or not it still takes an answer; undefined when nobody made it. */
export async function findPromiseLink(reader: Reader, secret: string | undefined, now: Date) {
  if (!secret) return undefined
  const [found] = await reader
    .select({ link: promiseLinks, promise: promises })
    .from(promiseLinks)
    .innerJoin(promises, eq(promises.id, promiseLinks.promiseId))
    .where(eq(promiseLinks.secretHash, digestOf(secret)))
  if (!found) return undefined
  const application = await getApplication(reader, found.promise.applicationId, now)
  return { ...found, application, opens: openness(found, application, now) }
}

export type PromiseLink = NonNullable<Awaited<ReturnType<typeof findPromiseLink>>>

/** What a link still does. */
export type Openness = 'answer' | 'take back' | 'answered' | 'too old' | 'no longer needed'

interface Found {
  link: typeof promiseLinks.$inferSelect
  promise: PromiseRow
}

function openness({ link, promise }: Found, application: { state: ApplicationState }, now: Date): Openness {
  if (promise.endedAt || application.state === 'withdrawn' || application.state === 'declined')
    return 'no longer needed'
  if (link.purpose === 'take back')
    return promise.answer === 'agreed' && link.expiresAt > now ? 'take back' : 'too old'
  if (promise.answer !== null) return 'answered'
  return link.expiresAt > now ? 'answer' : 'too old'
}

export async function countQuestions(reader: Reader, promiseId: string): Promise<number> {
  const [row] = await reader
    .select({ questions: count() })
    .from(promiseQuestions)
    .where(eq(promiseQuestions.promiseId, promiseId))
  return row?.questions ?? 0
}

/** What sponsors asked about an application, the earliest first. */
export const listQuestions = (reader: Reader, applicationId: string) =>
  reader
    .select({
      id: promiseQuestions.id,
      promiseId: promiseQuestions.promiseId,
      question: promiseQuestions.question,
      askedAt: promiseQuestions.askedAt,
    })
    .from(promiseQuestions)
    .innerJoin(promises, eq(promises.id, promiseQuestions.promiseId))
    .where(eq(promises.applicationId, applicationId))
    .orderBy(asc(promiseQuestions.askedAt), asc(promiseQuestions.id))

/**
 * Promises that were asked for before an instant and have no answer, with the last letter about each: those that
 * somebody may have to be reminded of.
 */
export const listUnanswered = (reader: Reader, askedBefore: Date, limit: number) =>
  reader
    .select({
      id: promises.id,
      applicationId: promises.applicationId,
      askedAt: promises.askedAt,
      expiresAt: promises.expiresAt,
      reminded: max(promiseReminders.number),
    })
    .from(promises)
    .innerJoin(applications, eq(applications.id, promises.applicationId))
    .leftJoin(promiseReminders, eq(promiseReminders.promiseId, promises.id))
    .where(
      and(
        isNotNull(promises.askedAt),
        lte(promises.askedAt, askedBefore),
        isNull(promises.answer),
        isNull(promises.endedAt),
        isNull(applications.withdrawnAt),
      ),
    )
    .groupBy(promises.id)
    .having(({ reminded }) => or(isNull(reminded), lt(reminded, TIME_IS_UP)))
    .orderBy(asc(promises.askedAt), asc(promises.id))
    .limit(limit)

/** A promise that was asked for and has no answer, with the last letter about it. */
export async function findUnanswered(reader: Reader, id: string) {
  const [found] = await reader
    .select({ promise: promises, reminded: max(promiseReminders.number) })
    .from(promises)
    .leftJoin(promiseReminders, eq(promiseReminders.promiseId, promises.id))
    .where(and(eq(promises.id, id), isNull(promises.answer), isNull(promises.endedAt)))
    .groupBy(promises.id)
  return found && { ...found.promise, reminded: found.reminded }
}
