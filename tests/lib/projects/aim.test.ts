import { aimSentence, timeLeft } from '#lib/projects/aim.ts'
import { describe, expect, test } from '../../support/test.ts'

const aim = {
  change: 'planned reviews',
  fromValue: 20,
  toValue: 80,
  unit: '%',
  byWhen: '2027-03-31',
  forWhom: 'adults at our practice',
}

describe('an aim as one sentence', () => {
  test.each([
    [aim, 'Planned reviews will rise from 20% to 80% by 31 March 2027, for adults at our practice.'],
    [
      { ...aim, change: 'Opioid items', fromValue: 62.5, toValue: 50, unit: 'items per 1,000 patients' },
      'Opioid items will fall from 62.5 to 50 items per 1,000 patients by 31 March 2027, for adults at our practice.',
    ],
    [
      { ...aim, fromValue: null },
      'Planned reviews will reach 80% by 31 March 2027, for adults at our practice.',
    ],
    [
      { ...aim, unit: '% of patients' },
      'Planned reviews will rise from 20% to 80% of patients by 31 March 2027, for adults at our practice.',
    ],
    [
      { ...aim, change: ' High-dose items. ', forWhom: 'For everyone at the practice.' },
      'High-dose items will rise from 20% to 80% by 31 March 2027, for everyone at the practice.',
    ],
    [
      { ...aim, fromValue: 12_000, toValue: 0, unit: 'mg' },
      'Planned reviews will fall from 12,000 to 0 mg by 31 March 2027, for adults at our practice.',
    ],
  ])('%#', (given, sentence) => {
    expect(aimSentence(given)).toBe(sentence)
  })
})

test.each([
  [0, 'The day is today'],
  [1, '1 day to go'],
  [13, '13 days to go'],
  [14, '2 weeks to go'],
  [129, '18 weeks to go'],
  [-1, 'The day passed 1 day ago'],
  [-21, 'The day passed 3 weeks ago'],
])('%i days off: %s', (days, said) => {
  expect(timeLeft(days)).toBe(said)
})
