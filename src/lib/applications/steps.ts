import { needsPrescriber } from './eligibility.ts'
import type { Application } from './reading.ts'
import { bodiesFor } from './registration.ts'

/** The questions of an application, in their order: one page each. */
export const stepIds = [
  'name',
  'profession',
  'registration',
  'practice',
  'focus',
  'dates',
  'promise',
  'employer',
  'prescriber',
] as const
export type StepId = (typeof stepIds)[number]

export const stepTitles: Record<StepId, string> = {
  name: 'Your name',
  profession: 'Your profession',
  registration: 'Your professional registration',
  practice: 'Where you work',
  focus: 'Your focus area and why',
  dates: 'The dates',
  promise: 'Your promise',
  employer: 'Your employer or line manager',
  prescriber: 'A prescriber who supports you',
}

type Answers = Pick<
  Application,
  | 'name'
  | 'profession'
  | 'registrationNumber'
  | 'practiceName'
  | 'focusArea'
  | 'why'
  | 'availability'
  | 'standings'
>

/** The questions that this applicant is asked; what they are decides about two of them. */
export const stepsFor = ({ profession }: Pick<Answers, 'profession'>): StepId[] =>
  stepIds.filter(
    (id) =>
      (id !== 'prescriber' || needsPrescriber(profession)) &&
      (id !== 'registration' || profession === null || bodiesFor(profession).length > 0),
  )

/** Whether a question has an answer. It need not be the right one: `eligibility.ts` says that. */
export function isDone(id: StepId, answers: Answers): boolean {
  switch (id) {
    case 'name':
      return answers.name !== null
    case 'profession':
      return answers.profession !== null
    case 'registration':
      return answers.registrationNumber !== null
    case 'practice':
      return answers.practiceName !== null
    case 'focus':
      return answers.focusArea !== null && answers.why !== null
    case 'dates':
      return answers.availability !== null
    case 'promise':
      return answers.standings.applicant === 'agreed'
    case 'employer':
    case 'prescriber':
      return answers.standings[id] !== undefined
  }
}

export const undone = (answers: Answers) => stepsFor(answers).filter((id) => !isDone(id, answers))

/** Where to go on after a step: the first question without an answer, from this one on, else from the start. */
export function nextStep(after: StepId, answers: Answers): StepId | undefined {
  const left = undone(answers)
  const place = stepIds.indexOf(after)
  return left.find((id) => stepIds.indexOf(id) > place) ?? left[0]
}

/** What can still be changed once it was sent: only an answer about dates that have moved since. */
export function isOpenStep(
  id: StepId,
  application: Pick<Application, 'submittedAt' | 'withdrawnAt' | 'sessions' | 'availability'>,
) {
  if (application.withdrawnAt) return false
  if (!application.submittedAt) return true
  return (
    id === 'dates' &&
    application.sessions.some(({ heldOn }) => !application.availability?.asked.includes(heldOn))
  )
}
