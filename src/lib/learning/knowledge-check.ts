import type { Topic } from '#lib/programmes/catalogue.ts'

export type Question = NonNullable<Topic['check']>[number]

export interface MarkedQuestion extends Question {
  chosen: Question['options'][number] | undefined
}

/** Each question with the option that was chosen, if any; an option that is not offered counts as none. */
export function markCheck(questions: readonly Question[], answers: URLSearchParams): MarkedQuestion[] {
  return questions.map((question) => ({
    ...question,
    chosen: question.options.find((option) => option.id === answers.get(question.id)),
  }))
}

export const rightAnswers = (marked: readonly MarkedQuestion[]) =>
  marked.filter(({ chosen }) => chosen?.correct).length

/** Whether somebody has chosen something since the last time, which must not be lost whichever button they press. */
export const hasNewAnswers = (
  marked: readonly MarkedQuestion[],
  last: readonly { question: string; option: string }[],
) =>
  marked.some(
    ({ id, chosen }) =>
      chosen && !last.some(({ question, option }) => question === id && option === chosen.id),
  )

/** Whether just these options were chosen the last time. */
export const isSameGo = (
  marked: readonly MarkedQuestion[],
  last: readonly { question: string; option: string }[],
) => marked.filter(({ chosen }) => chosen).length === last.length && !hasNewAnswers(marked, last)
