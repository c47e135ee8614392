import { many, type Sentence, say, the } from '../telling.ts'

/** Case studies, their reviews and certificates. */
export const caseStudySentences = {
  'case_study.started': ({ subject, text }) =>
    say`started ${the('case study', subject)} in ${the('cohort', text('cohortId'))}`,
  'case_study.draft_saved': ({ subject, count }) =>
    say`saved the draft of ${the('case study', subject)}, with ${many(count('written'), 'section')} written`,
  'case_study.submitted': ({ subject, count }) =>
    say`submitted ${the('case study', subject)}${count('number') > 1 && `, for the ${ordinal(count('number'))} time`}`,
  'case_study.reviewed': ({ subject, text }) =>
    say`${text('decision') === 'accepted' ? 'accepted' : 'returned'} ${the('case study', subject)}${text('decision') !== 'accepted' && ' for changes'}`,
  'certificate.awarded': ({ subject, text }) =>
    say`awarded ${the('certificate', subject)} to ${the('person', text('personId'))}`,
} satisfies Record<string, Sentence>

function ordinal(number: number): string {
  const words = ['first', 'second', 'third', 'fourth', 'fifth']
  return words[number - 1] ?? `${number}th`
}
