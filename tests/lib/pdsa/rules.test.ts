import type { Decision, Stage } from '#db/schema/pdsa.ts'
import { hintsFor } from '#lib/pdsa/hints.ts'
import { annotationsOf, letterOf } from '#lib/pdsa/letters.ts'
import { leadsOn, nextStage, standingOf, stateOf, whyNotYet } from '#lib/pdsa/stages.ts'
import { plan } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'

const today = '2026-11-22'
const begun = '2026-11-16'
const all: Stage[] = ['do', 'study', 'act']

describe('the stages of a cycle', () => {
  test.each<[Stage[], Stage | null]>([
    [[], 'do'],
    [['do'], 'study'],
    [['do', 'study'], 'act'],
    [['study', 'do'], 'act'],
    [all, null],
  ])('after %j comes %s', (recorded, next) => {
    expect(nextStage(recorded)).toBe(next)
  })

  test.each<[string, Stage[], Decision | null, string]>([
    ['2026-11-23', [], null, 'Planned'],
    [today, [], null, 'Under way'],
    [begun, [], null, 'Under way'],
    [begun, ['do'], null, 'To study'],
    [begun, ['do', 'study'], null, 'To act on'],
    [begun, all, 'adopt', 'Adopted'],
    [begun, all, 'adapt', 'Adapted'],
    [begun, all, 'abandon', 'Abandoned'],
  ])('begun %s with %j and decision %s it is: %s', (startsOn, recorded, decision, said) => {
    const cycle = { startsOn, recorded, decision }
    expect(standingOf(cycle, today)).toBe(said)
    expect(stateOf(cycle, today) === 'closed').toBe(decision !== null)
  })

  test.each<[string, Stage[], Decision | null, Stage, string | undefined]>([
    ['2026-11-23', [], null, 'do', 'The cycle starts on Monday 23 November 2026.'],
    [today, [], null, 'do', undefined],
    [begun, [], null, 'study', 'First write down what happened.'],
    [begun, [], null, 'act', 'First write down what happened.'],
    [begun, ['do'], null, 'do', undefined],
    [begun, ['do'], null, 'study', undefined],
    [begun, ['do'], null, 'act', 'First compare what happened with your prediction.'],
    [begun, ['do', 'study'], null, 'act', undefined],
    [begun, all, 'adopt', 'do', 'This cycle is closed.'],
    [begun, all, 'adopt', 'act', 'This cycle is closed.'],
  ])('begun %s with %j and decision %s, %s waits because: %s', (startsOn, recorded, decision, stage, why) => {
    expect(whyNotYet({ startsOn, recorded, decision }, stage, today)).toBe(why)
  })

  test('what was adopted or adapted leads on', () => {
    expect(([null, 'adopt', 'adapt', 'abandon'] as const).map(leadsOn)).toEqual([false, true, true, false])
  })
})

describe('letters on the charts', () => {
  test.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [52, 'AZ'],
    [53, 'BA'],
    [702, 'ZZ'],
    [703, 'AAA'],
  ])('cycle %i is %s', (number, letter) => {
    expect(letterOf(number)).toBe(letter)
  })

  test('say which cycle they stand for and from when to when', () => {
    expect(
      annotationsOf([
        { id: 'c2', number: 2, title: 'Evenings', startsOn: '2026-10-19', endsOn: '2026-10-30' },
      ]),
    ).toEqual([
      {
        letter: 'B',
        label: 'Cycle 2: Evenings',
        from: '2026-10-19',
        to: '2026-10-30',
        kind: 'cycle',
        cycleId: 'c2',
      },
    ])
  })
})

describe('hints on a plan', () => {
  const good = { ...plan, number: 1, prediction: '4 of 5 will come.', measureId: 'm1' }

  test.each([
    [{}, []],
    [{ prediction: 'Most will come.' }, ['Your prediction has no number']],
    [{ prediction: 'At least seven of ten.' }, []],
    [{ prediction: 'Everyone comes, often.' }, ['Your prediction has no number']],
    [{ measureId: null }, ['No measure is linked']],
    [{ startsOn: '2026-10-05', endsOn: '2026-11-30' }, []],
    [{ startsOn: '2026-10-05', endsOn: '2026-12-01' }, ['This cycle is longer than 8 weeks']],
    [{ scale: 'the practice' as const }, ['This is your first cycle, and it is large']],
    [{ scale: 'the practice' as const, number: 2 }, []],
  ])('%j', (change, beginnings) => {
    const hints = hintsFor({ ...good, ...change })
    expect(hints).toHaveLength(beginnings.length)
    beginnings.forEach((beginning, index) => void expect(hints[index]).toContain(beginning))
  })
})
