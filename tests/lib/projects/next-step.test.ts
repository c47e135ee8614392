import { nextStepOf, type ProjectFacts } from '#lib/projects/next-step.ts'
import { describe, expect, test } from '../../support/test.ts'

const today = '2026-11-22'
const process = { id: 'm1', title: 'Plans', kind: 'process' as const, missing: 0 }
const balancing = { id: 'm2', title: 'Complaints', kind: 'balancing' as const, missing: 0 }
const planned = {
  id: 'c1',
  number: 1,
  startsOn: '2026-11-16',
  endsOn: '2026-11-29',
  recorded: [],
  decision: null,
}
const over = { ...planned, startsOn: '2026-11-02', endsOn: '2026-11-15' }
const closed = { ...over, recorded: ['do', 'study', 'act'] as const, decision: 'adapt' as const }

const whole: ProjectFacts = { hasAim: true, measures: [process, balancing], cycles: [planned] }

describe('the next step of a project', () => {
  test.each<[string, Partial<ProjectFacts>, object]>([
    ['without an aim', { hasAim: false, measures: [], cycles: [] }, { heading: 'Set your aim', to: 'aim' }],
    [
      'without a measure',
      { measures: [], cycles: [] },
      { to: 'new measure', heading: 'Choose your first measure' },
    ],
    ['without a cycle', { cycles: [] }, { to: 'new cycle', heading: 'Plan your first cycle' }],
    [
      'a cycle is over and nothing is written',
      { cycles: [over] },
      { to: 'stage', cycleId: 'c1', stage: 'do' },
    ],
    [
      'what happened is written',
      { cycles: [{ ...planned, recorded: ['do'] }] },
      { to: 'stage', stage: 'study' },
    ],
    [
      'the comparison is written',
      { cycles: [{ ...over, recorded: ['do', 'study'] }] },
      { to: 'stage', stage: 'act' },
    ],
    [
      'an older cycle waits while a newer one runs',
      {
        cycles: [
          { ...over, recorded: ['do'] },
          { ...planned, id: 'c2', number: 2 },
        ],
      },
      { to: 'stage', cycleId: 'c1', stage: 'study' },
    ],
    [
      'figures are missing',
      { measures: [{ ...process, missing: 3 }, balancing] },
      { to: 'points', measureId: 'm1', heading: 'Add 3 figures' },
    ],
    [
      'one figure is missing',
      { measures: [{ ...process, missing: 1 }, balancing] },
      { heading: 'Add 1 figure' },
    ],
    ['the last cycle was adapted', { cycles: [closed] }, { to: 'next cycle', cycleId: 'c1' }],
    [
      'the last cycle was abandoned',
      { cycles: [{ ...closed, decision: 'abandon' }] },
      { to: 'new cycle', heading: 'Plan another cycle' },
    ],
    ['nothing balances', { measures: [process] }, { to: 'new measure', heading: 'Add a balancing measure' }],
    [
      'a cycle runs',
      {},
      {
        to: 'cycle',
        cycleId: 'c1',
        why: 'Cycle 1 runs until Sunday 29 November 2026. Everything else is up to date.',
      },
    ],
  ])('%s', (_, change, step) => {
    expect(nextStepOf({ ...whole, ...change }, today)).toMatchObject(step)
  })
})
