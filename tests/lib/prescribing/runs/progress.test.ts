import { progressOf, timeInWords } from '#lib/prescribing/runs/progress.ts'
import { answersTo } from '#lib/prescribing/runs/questions.ts'
import { describe, expect, test } from '../../../support/test.ts'

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000)
const measured = {
  bytes: 7_000_000_000,
  bytesRead: 700_000_000,
  rowsRead: 1_800_000,
  startedAt: at(0),
  heardAt: at(10),
}

describe('how far a run is', () => {
  test('is told in per cent, speed and time left, by the bytes of the file as it came', () => {
    expect(progressOf(measured)).toEqual({
      rows: 1_800_000,
      megabytes: 700,
      percent: 10,
      megabytesPerSecond: 70,
      secondsLeft: 90,
    })
  })

  test.for([
    ['its size is not known', { bytes: null }, { percent: null, secondsLeft: null }],
    [
      'nothing was read yet',
      { bytesRead: 0, heardAt: at(0) },
      { percent: 0, megabytesPerSecond: 0, secondsLeft: null },
    ],
    ['it has only begun', { heardAt: at(1) }, { secondsLeft: null }],
    ['the clock went back', { heardAt: at(-5) }, { megabytesPerSecond: 0, secondsLeft: null }],
    ['more was read than it was to hold', { bytesRead: 7_100_000_000 }, { percent: 100, secondsLeft: 0 }],
  ] as const)('says no more than is known when %s', ([, given, expected]) => {
    expect(progressOf({ ...measured, ...given })).toMatchObject(expected)
  })

  test.for([
    [20, 'less than a minute'],
    [61, 'about 1 minute'],
    [700, 'about 12 minutes'],
  ] as const)('%s seconds are %s', ([seconds, words]) => {
    expect(timeInWords(seconds)).toBe(words)
  })
})

describe('what a run can be told', () => {
  const result = (status: string, code = 'month_loaded') => ({ status, problems: [{ code }] }) as never
  test.for([
    ['while it waits, to end', { state: 'waiting', waitsAt: 'uploads/x', result: null }, ['cancel']],
    ['while it is stored, to end', { state: 'storing', waitsAt: 'uploads/x', result: null }, ['cancel']],
    [
      'when months are loaded, what to do with them',
      { state: 'finished', waitsAt: 'x', result: result('needs_decision') },
      ['replace', 'keep'],
    ],
    [
      'when its measure is not known, which it is',
      { state: 'finished', waitsAt: 'x', result: result('needs_decision', 'measure_not_named') },
      ['measure', 'keep'],
    ],
    ['when it died, to try again', { state: 'failed', waitsAt: 'x', result: null }, ['again', 'keep']],
    ['when it died and its file is gone, nothing', { state: 'failed', waitsAt: null, result: null }, []],
    ['when it is done, nothing', { state: 'finished', waitsAt: null, result: result('imported') }, []],
    [
      'when it was left out, nothing',
      { state: 'cancelled', waitsAt: 'x', result: result('needs_decision') },
      [],
    ],
  ] as const)('%s', ([, run, choices]) => {
    expect(answersTo(run)).toEqual(choices)
  })
})
