import { describe, expect, test } from 'vitest'
import { decided, waiting } from '#lib/case-studies/queue.ts'
import { missingFrom, sections, titleOf } from '#lib/case-studies/sections.ts'
import { isOpen, stateOf } from '#lib/case-studies/state.ts'
import { texts } from './given.ts'

describe('the sections of a case study', () => {
  test('have ids that nothing else has', () => {
    expect(new Set(sections.map(({ id }) => id)).size).toBe(sections.length)
  })

  test('all but theory and keeping it must be written, and so must the title', () => {
    expect(sections.filter(({ required }) => !required).map(({ id }) => id)).toEqual(['theory', 'keeping'])
    expect(missingFrom('A title', texts)).toEqual([])
    expect(missingFrom('A title', { ...texts, theory: '', keeping: '' })).toEqual([])
    expect(missingFrom(' ', { ...texts, aim: '', results: ' \n ' })).toEqual([
      { field: 'title', heading: 'Title' },
      { field: 'sections.aim', heading: 'Aim' },
      { field: 'sections.results', heading: 'What happened' },
    ])
    expect(missingFrom('', {})).toHaveLength(12)
  })

  test('a case study without a title is still called something', () => {
    expect(titleOf({ title: '' })).toBe('Case study without a title')
    expect(titleOf({ title: 'Tapering' })).toBe('Tapering')
  })
})

describe('the state of a case study', () => {
  test.each([
    [undefined, 'draft', true],
    [{ decision: null }, 'submitted', false],
    [{ decision: 'returned' as const }, 'returned', true],
    [{ decision: 'accepted' as const }, 'accepted', false],
  ])('of %o is %s', (latest, state, open) => {
    expect(stateOf(latest)).toBe(state)
    expect(isOpen(stateOf(latest))).toBe(open)
  })
})

test('the queue begins with the longest waiting, the decided with the latest', () => {
  const rows = [
    { name: 'a', state: 'submitted', at: new Date('2026-11-05') },
    { name: 'b', state: 'submitted', at: new Date('2026-11-03') },
    { name: 'c', state: 'draft', at: new Date('2026-11-01') },
    { name: 'd', state: 'accepted', at: new Date('2026-11-02') },
    { name: 'e', state: 'returned', at: new Date('2026-11-04') },
    { name: 'f', state: 'not started', at: null },
  ] as const
  expect(waiting(rows).map(({ name }) => name)).toEqual(['b', 'a'])
  expect(decided(rows).map(({ name }) => name)).toEqual(['e', 'd'])
})
