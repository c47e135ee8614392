import { and, eq } from 'drizzle-orm'
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
import { newId } from '#lib/ids.ts'
import type { MarkedQuestion } from './knowledge-check.ts'

/** Marks a part of a page as read. Reading it again changes nothing. */
export async function markRead(tx: Tx, by: By, page: string, item: string) {
  const personId = by.personId
  await tx.insert(readItems).values({ personId, page, item, readAt: by.at }).onConflictDoNothing()
  await audit(tx, by, 'learning.part_read', page, { item })
}

/** Keeps one go at a knowledge check, in the words in which it was asked. Questions without an answer are left out. */
export async function recordAttempt(tx: Tx, by: By, page: string, marked: readonly MarkedQuestion[]) {
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

export interface Written {
  prompt: string
  promptText: string
  text: string
  shared: boolean
}

/**
 * Keeps what a person wrote at the prompts of a page, and whether it is shared. One that is emptied is taken away.
 * Answers how many changed.
 */
export async function writeReflections(tx: Tx, by: By, page: string, written: readonly Written[]) {
  const { personId } = by
  const own = and(eq(reflections.personId, personId), eq(reflections.page, page))
  const before = new Map((await tx.select().from(reflections).where(own)).map((row) => [row.prompt, row]))
  const changed = written.filter(({ prompt, text, shared }) => {
    const was = before.get(prompt)
    return (was?.text ?? '') !== text || (text !== '' && Boolean(was?.sharedAt) !== shared)
  })
  for (const { prompt, promptText, text, shared } of changed) {
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
  if (changed.length > 0) {
    const details = changed.map(({ prompt, text, shared }) => ({ prompt, taken: text === '', shared }))
    await audit(tx, by, 'learning.reflections_written', page, { changed: details })
  }
  return changed.length
}

/** Keeps how sure a person feels of each mechanism today. Earlier ratings stay beside it. */
export async function rateConfidence(tx: Tx, by: By, programme: string, ratings: Record<string, number>) {
  const id = newId()
  await tx.insert(confidenceRatings).values({ id, personId: by.personId, programme, ratedAt: by.at, ratings })
  await audit(tx, by, 'learning.confidence_rated', programme, { rating: id })
}

export async function keepBookmark(tx: Tx, by: By, subject: string) {
  await tx.insert(bookmarks).values({ personId: by.personId, subject, keptAt: by.at }).onConflictDoNothing()
  await audit(tx, by, 'learning.bookmark_kept', subject)
}

export async function dropBookmark(tx: Tx, by: By, subject: string) {
  await tx.delete(bookmarks).where(and(eq(bookmarks.personId, by.personId), eq(bookmarks.subject, subject)))
  await audit(tx, by, 'learning.bookmark_dropped', subject)
}
