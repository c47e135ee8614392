import { expect, test } from 'vitest'
import { isDecidable, stateOf } from '#lib/applications/state.ts'

const AT = new Date('2026-11-10T09:00:00Z')
const known = {
  submittedAt: AT as Date | null,
  withdrawnAt: null as Date | null,
  eligibility: { verdict: 'eligible' as 'eligible' | 'needs' | 'not eligible' },
  decision: undefined as 'shortlisted' | 'offered' | 'waiting list' | 'declined' | undefined,
  holdsPlace: false,
}

test.for([
  ['draft', { submittedAt: null }],
  ['waiting for promises', { eligibility: { verdict: 'needs' } }],
  ['waiting for promises', { eligibility: { verdict: 'not eligible' }, decision: 'shortlisted' }],
  ['ready for decision', {}],
  ['shortlisted', { decision: 'shortlisted' }],
  ['waiting list', { decision: 'waiting list', eligibility: { verdict: 'needs' } }],
  ['declined', { decision: 'declined' }],
  ['enrolled', { decision: 'offered', holdsPlace: true, eligibility: { verdict: 'needs' } }],
  ['ready for decision', { decision: 'offered' }],
  ['withdrawn', { withdrawnAt: AT, decision: 'offered' }],
  ['withdrawn', { withdrawnAt: AT, submittedAt: null }],
] as const)('an application is %s with %j', ([state, more]) => {
  expect(stateOf({ ...known, ...more })).toBe(state)
})

test('drafts, those with a place and those taken back are not decided about', () => {
  expect(isDecidable('draft') || isDecidable('enrolled') || isDecidable('withdrawn')).toBe(false)
  expect(isDecidable('declined') && isDecidable('waiting for promises')).toBe(true)
})
