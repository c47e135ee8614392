import { and, asc, desc, eq, gte, like, or } from 'drizzle-orm'
import { cohortMembers } from '#db/schema/cohorts.ts'
import {
  bookmarks,
  checkAnswers,
  checkAttempts,
  confidenceRatings,
  readItems,
  reflections,
} from '#db/schema/learning.ts'
import { people } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'

/** Every part that a person has read, by page, the latest first. */
export const listRead = (reader: Reader, personId: string) =>
  reader
    .select({ page: readItems.page, item: readItems.item, readAt: readItems.readAt })
    .from(readItems)
    .where(eq(readItems.personId, personId))
    .orderBy(desc(readItems.readAt))

/** A person's goes at the knowledge check of a page, or of every page, the latest first, with their answers. */
export async function listAttempts(reader: Reader, personId: string, page?: string) {
  const rows = await reader
    .select({ attempt: checkAttempts, answer: checkAnswers })
    .from(checkAttempts)
    .innerJoin(checkAnswers, eq(checkAnswers.attemptId, checkAttempts.id))
    .where(and(eq(checkAttempts.personId, personId), page ? eq(checkAttempts.page, page) : undefined))
    .orderBy(desc(checkAttempts.attemptedAt), desc(checkAttempts.id), asc(checkAnswers.position))
  const attempts = [...new Map(rows.map(({ attempt }) => [attempt.id, attempt])).values()]
  return attempts.map((attempt) => ({
    ...attempt,
    answers: rows.flatMap((row) => (row.attempt.id === attempt.id ? [row.answer] : [])),
  }))
}
export type Attempt = Awaited<ReturnType<typeof listAttempts>>[number]

/** What a person wrote, on one page or on all. */
export const listReflections = (reader: Reader, personId: string, page?: string) =>
  reader
    .select()
    .from(reflections)
    .where(and(eq(reflections.personId, personId), page ? eq(reflections.page, page) : undefined))
    .orderBy(desc(reflections.writtenAt))

/**
 * What the members of a cohort shared, the latest first: on pages of its programme and of the toolkit, since they
 * joined. What somebody shared with the facilitators of an earlier cohort is not for those of the next.
 */
export const listShared = (reader: Reader, cohort: { id: string; programme: string }) =>
  reader
    .select({
      name: people.name,
      personId: people.id,
      page: reflections.page,
      prompt: reflections.prompt,
      promptText: reflections.promptText,
      text: reflections.text,
      writtenAt: reflections.writtenAt,
    })
    .from(reflections)
    .innerJoin(people, eq(people.id, reflections.personId))
    .innerJoin(
      cohortMembers,
      and(eq(cohortMembers.personId, reflections.personId), eq(cohortMembers.cohortId, cohort.id)),
    )
    .where(
      and(
        gte(reflections.sharedAt, cohortMembers.enrolledAt),
        or(like(reflections.page, `${cohort.programme}/%`), like(reflections.page, 'toolkit/%')),
      ),
    )
    .orderBy(desc(reflections.writtenAt))

/** How sure a person felt, the first time first. */
export const listConfidence = (reader: Reader, personId: string, programme: string) =>
  reader
    .select()
    .from(confidenceRatings)
    .where(and(eq(confidenceRatings.personId, personId), eq(confidenceRatings.programme, programme)))
    .orderBy(asc(confidenceRatings.ratedAt))

export const listBookmarks = (reader: Reader, personId: string) =>
  reader
    .select({ subject: bookmarks.subject, keptAt: bookmarks.keptAt })
    .from(bookmarks)
    .where(eq(bookmarks.personId, personId))
    .orderBy(desc(bookmarks.keptAt))

export const hasBookmark = async (reader: Reader, personId: string, subject: string) =>
  (await reader.$count(bookmarks, and(eq(bookmarks.personId, personId), eq(bookmarks.subject, subject)))) > 0
