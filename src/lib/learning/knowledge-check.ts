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
