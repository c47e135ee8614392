/** The words in double braces that a letter can hold, each with what stands there. */
export const fieldMeanings = {
  name: 'who the letter is to',
  applicant: 'who applied',
  programme: 'the title of the programme',
  cohort: 'the name of the cohort',
  starts: 'the first date',
  dates: 'all dates, one a line',
  hoursPerMonth: 'hours of improvement work a month',
  months: 'how many months it lasts',
  hours: 'hours of improvement work in all',
  sponsor: 'who was asked for a promise',
  promise: 'whose promise it is, such as “employer or line manager”',
  until: 'the last day for an answer',
  reason: 'the reason for the decision',
  link: 'the private link of whoever reads it',
} as const
export type LetterField = keyof typeof fieldMeanings
