import { expect, test } from 'vitest'
import { warningsBefore } from '#lib/certificates/before-award.ts'

const record = { taught: 8, held: 8, attended: 7, apologised: 1, absent: 0, notRecorded: 0, minutes: 870 }

test.for([
  ['2027-04-01', {}, []],
  [
    '2027-04-01',
    { attended: 0, minutes: 0, notRecorded: 1 },
    [
      'No session is recorded as attended. The certificate would say so, and give no hours.',
      'The registers say nothing yet about 1 session held so far. A facilitator can complete them first.',
    ],
  ],
  [
    '2027-03-01',
    { held: 7 },
    [
      'The programme runs until 31 March 2027, with 1 taught session still to come. What is attended after acceptance is not added.',
    ],
  ],
] as const)('before an award on %s with %j it is said', ([today, known, said]) => {
  expect(warningsBefore({ ...record, ...known }, '2027-03-31', today)).toEqual(said)
})
