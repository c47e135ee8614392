import { longDay } from '#lib/day.ts'
import { professionWords } from './profession-words.ts'
import type { Application } from './reading.ts'
import { type StepId, stepsFor, stepTitles } from './steps.ts'

interface Area {
  id: string
  title: string
}

/** The titles of the questions for whoever reads somebody else's answers. */
const readersTitles: Record<StepId, string> = {
  name: 'Name',
  profession: 'Profession',
  registration: 'Professional registration',
  practice: 'Where they work',
  focus: 'Focus area and why',
  dates: 'The dates',
  promise: 'Own promise',
  employer: 'Employer or line manager',
  prescriber: 'Prescriber who supports them',
}

/** What was answered to each question, in words; the empty text where it was not. */
export function answersOf(
  application: Application,
  areas: readonly Area[],
  own: boolean,
): { step: StepId; title: string; answer: string }[] {
  return stepsFor(application).map((step) => ({
    step,
    title: (own ? stepTitles : readersTitles)[step],
    answer: answerTo(step, application, areas),
  }))
}

function answerTo(step: StepId, application: Application, areas: readonly Area[]): string {
  const { name, email, profession, registrationBody, registrationNumber, practiceName, practiceCode } =
    application
  switch (step) {
    case 'name':
      return name ? `${name}\n${email}` : ''
    case 'profession':
      return profession ? professionWords[profession] : ''
    case 'registration':
      if (registrationNumber === null) return ''
      return registrationNumber ? `${registrationBody} ${registrationNumber}` : 'Not given'
    case 'practice': {
      if (!practiceName) return ''
      const unlisted = application.practiceFound ? '' : '\nNot in the register'
      return `${practiceName}${practiceCode ? ` (${practiceCode})` : ''}${unlisted}`
    }
    case 'focus': {
      const area = areas.find(({ id }) => id === application.focusArea)?.title ?? application.focusArea ?? ''
      return application.why ? `${area}\n${application.why}` : area
    }
    case 'dates':
      return datesAnswer(application)
    case 'promise':
      return application.standings.applicant === 'agreed' ? 'Made' : ''
    default: {
      const promise = application.promiseOf(step)
      if (!promise) return ''
      if (promise.answer === 'not applicable') return `Does not apply: ${promise.because}`
      return `${promise.name}\n${promise.email}`
    }
  }
}

function datesAnswer({ availability, sessions }: Pick<Application, 'availability' | 'sessions'>): string {
  if (!availability) return ''
  const cannot = availability.cannot.map(longDay)
  if (cannot.length > 0) return `Cannot come on ${cannot.join(', ')}`
  const asked = sessions.every(({ heldOn }) => availability.asked.includes(heldOn))
  return asked ? 'All dates are kept free' : 'Kept free before some dates moved'
}
