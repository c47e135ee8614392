import { and, eq, isNotNull } from 'drizzle-orm'
import {
  bookmarks,
  checkAnswers,
  checkAttempts,
  confidenceRatings,
  readItems,
  reflections,
} from '#db/schema/learning.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { CLASHES, compare, type Marks } from '#lib/drawn.ts'
import { newId } from '#lib/ids.ts'
import { markOf } from '#lib/mark.ts'
import { Refusal } from '#lib/refusal.ts'
import { isSameGo, type MarkedQuestion } from './knowledge-check.ts'
import { listAttempts } from './queries.ts'
import { boxesOf, keptAsWritten, type Written } from './written.ts'

/** Marks a part of a page as read. Reading it again changes nothing, and is not written down. */
export async function markRead(tx: Tx, by: By, page: string, item: string) {
  const mark = { personId: by.personId, page, item, readAt: by.at }
  const added = await tx.insert(readItems).values(mark).onConflictDoNothing().returning()
  if (added.length > 0) await audit(tx, by, 'learning.part_read', page, { item })
}

/**
 * Keeps one go at a knowledge check, in the words in which it was asked. Questions without an answer are left out.
 * `drawn` is the mark of the last go when the form was drawn: the same form sent twice is one go.
 */
export async function recordAttempt(
  tx: Tx,
  by: By,
  page: string,
  marked: readonly MarkedQuestion[],
  drawn?: string,
) {
  const [last] = drawn === undefined ? [] : await listAttempts(tx, by.personId, page)
  if (last && markOf(last.id) !== drawn && isSameGo(marked, last.answers)) return last.id
  const id = newId()
  const answers = marked.flatMap((question, position) =>
    question.chosen
      ? [
          {
            attemptId: id,
            question: question.id,
            position,
            option: question.chosen.id,
            right: question.chosen.correct,
            questionText: question.question,
            optionText: question.chosen.text,
          },
        ]
      : [],
  )
  if (answers.length === 0) return undefined
  await tx.insert(checkAttempts).values({ id, personId: by.personId, page, attemptedAt: by.at })
  await tx.insert(checkAnswers).values(answers)
  await audit(tx, by, 'learning.check_attempted', page, { attempt: id, answers: answers.length })
  return id
}

/**
 * Keeps what a person wrote at the prompts of a page, and whether it is shared. One that is emptied is taken away.
 * `drawn` are the marks of what the form was drawn from: what was not touched since is left as it is, and what another
 * tab changed meanwhile is refused. Answers how many changed.
 */
export async function writeReflections(
  tx: Tx,
  by: By,
  page: string,
  written: readonly Written[],
  drawn: Marks,
) {
  const { personId } = by
  const own = and(eq(reflections.personId, personId), eq(reflections.page, page))
  const before = new Map((await tx.select().from(reflections).where(own)).map((row) => [row.prompt, row]))
  const { changed, clashes } = compare(boxesOf(written), drawn, boxesOf(keptAsWritten([...before.values()])))
  if (clashes[0]) throw new Refusal(`reflections.${clashes[0]}`, CLASHES)
  const now = written.filter(({ prompt }) => changed.includes(prompt))
  for (const { prompt, promptText, text, shared } of now) {
    const was = before.get(prompt)
    if (text === '') {
      await tx.delete(reflections).where(and(own, eq(reflections.prompt, prompt)))
      continue
    }
    const values = {
      promptText,
      text,
      writtenAt: was?.text === text ? was.writtenAt : by.at,
      sharedAt: shared ? (was?.sharedAt ?? by.at) : null,
    }
    await tx
      .insert(reflections)
      .values({ personId, page, prompt, ...values })
      .onConflictDoUpdate({
        target: [reflections.personId, reflections.page, reflections.prompt],
        set: values,
      })
  }
  if (now.length > 0) {
    const details = now.map(({ prompt, text, shared }) => ({ prompt, taken: text === '', shared }))
    await audit(tx, by, 'learning.reflections_written', page, { changed: details })
  }
  return now.length
}

/** Takes a reflection back from the facilitators; also one whose prompt or page is gone. */
export async function stopSharing(tx: Tx, by: By, page: string, prompt: string) {
  const own = and(
    eq(reflections.personId, by.personId),
    eq(reflections.page, page),
    eq(reflections.prompt, prompt),
    isNotNull(reflections.sharedAt),
  )
  const taken = await tx.update(reflections).set({ sharedAt: null }).where(own).returning()
  if (taken.length > 0) await audit(tx, by, 'learning.reflection_taken_back', page, { prompt })
}

/** Keeps how sure a person feels of each mechanism today. Earlier ratings stay beside it. */
export async function rateConfidence(tx: Tx, by: By, programme: string, ratings: Record<string, number>) {
  const id = newId()
  await tx.insert(confidenceRatings).values({ id, personId: by.personId, programme, ratedAt: by.at, ratings })
  await audit(tx, by, 'learning.confidence_rated', programme, { rating: id })
}

/** Marks a page or an entry of the shelf to be found again. */
export async function keepBookmark(tx: Tx, by: By, subject: string) {
  const bookmark = { personId: by.personId, subject, keptAt: by.at }
  const added = await tx.insert(bookmarks).values(bookmark).onConflictDoNothing().returning()
  if (added.length > 0) await audit(tx, by, 'learning.bookmark_kept', subject)
}

export async function dropBookmark(tx: Tx, by: By, subject: string) {
  const own = and(eq(bookmarks.personId, by.personId), eq(bookmarks.subject, subject))
  const gone = await tx.delete(bookmarks).where(own).returning()
  if (gone.length > 0) await audit(tx, by, 'learning.bookmark_dropped', subject)
}
