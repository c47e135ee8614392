import { actions, actionsOf, actorOf, isKind, kinds } from '#lib/audit/describe.ts'
import { describe, expect, test } from '../../support/test.ts'
import { otherCases } from './other-cases.ts'
import { programmeCases } from './programme-cases.ts'
import { told } from './told.ts'

const cases = [...programmeCases, ...otherCases]

describe('an event is told', () => {
  test.each(cases.map(([action, details, sentence, subject]) => ({ action, details, sentence, subject })))(
    '$action: $sentence',
    ({ action, details, sentence, subject }) => {
      expect(told(action, subject ?? 'x', details)).toBe(sentence)
    },
  )

  test('for every action, and by the cases here', () => {
    expect([...new Set(cases.map(([action]) => action))].sort()).toEqual([...actions].sort())
  })

  test.each(actions)('%s: also when nothing of what it says was written down', (action) => {
    const sentence = told(action, 'x')
    expect(sentence).not.toMatch(/undefined|null|NaN|Invalid|\[object|<[a-z ]* >| {2}|^\s|[ ,:]$/)
  })

  test.each(actions)('%s: also when what was written down is nonsense', (action) => {
    const nonsense = new Proxy({}, { get: () => 'nonsense', ownKeys: () => [], has: () => true })
    expect(() => told(action, 'x', nonsense)).not.toThrow()
  })

  test('by a code that is no longer there, as it was called', () => {
    expect(told('old.thing_done', 'x')).toBe('did something that is no longer done here: old.thing_done')
    expect(told('constructor', 'x')).toContain('no longer done here')
  })

  test('of who did it: a person, a part of Steward, somebody without an account', () => {
    expect(actorOf('p1')).toEqual({ thing: 'person', id: 'p1' })
    expect(actorOf('system:mail')).toBe('Steward')
    expect(actorOf('system:applicant')).toBe('An applicant')
    expect(actorOf('system:bin/admin')).toBe('An administrator at the command line')
  })
})

test('every action belongs to one kind of thing', () => {
  const all = kinds.flatMap(({ id }) => (isKind(id) ? actionsOf(id) : []))
  expect([...all].sort()).toEqual([...actions].sort())
  expect(isKind('toString')).toBe(false)
})
