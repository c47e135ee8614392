import type { Teaching } from '#lib/programmes/catalogue.ts'
import { type HowFar, howFar, partsOf } from './parts-of.ts'

/** A teaching page as a person's list of what to learn shows it. */
export interface Lesson extends Omit<Teaching, 'body' | 'check'> {
  /** Ids of the questions that its check asks now. */
  questions: string[]
  progress: HowFar
}

interface Read {
  page: string
  item: string
}

/** How far a person has come in each teaching page. */
export function lessonsOf(teaching: readonly Teaching[], read: readonly Read[]): Lesson[] {
  return teaching.map(({ body, check, ...page }) => {
    const items = new Set(read.flatMap((mark) => (mark.page === page.page ? [mark.item] : [])))
    const questions = check.map(({ id }) => id)
    return { ...page, questions, progress: howFar(partsOf(body, page.readingMinutes), items) }
  })
}

/**
 * Where a person goes on: the page they read in last, if there is more of it; else the first of the programme that
 * they have not read to its end. `read` has the latest first.
 */
export function whereToGoOn(lessons: readonly Lesson[], read: readonly Read[]): Lesson | undefined {
  const unfinished = lessons.filter(({ progress }) => progress.next)
  const last = read.find(({ page }) => unfinished.some((lesson) => lesson.page === page))
  return unfinished.find(({ page }) => page === last?.page) ?? unfinished.find(({ kind }) => kind !== 'tool')
}

/** How many of the questions that are asked now were right in a go; one that is no longer asked counts for nothing. */
export const rightToday = (
  questions: readonly string[],
  answers: readonly { question: string; right: boolean }[],
) => answers.filter(({ question, right }) => right && questions.includes(question)).length
