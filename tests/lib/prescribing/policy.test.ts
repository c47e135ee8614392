import { expect, test } from 'vitest'
import { anonymous, viewerFrom } from '#lib/auth/viewer.ts'
import {
  canImportForEveryone,
  canImportForOwnPractice,
  canSeeImport,
  canSeePractice,
} from '#lib/prescribing/policy.ts'

const viewer = (facts: Partial<Parameters<typeof viewerFrom>[0]>) =>
  viewerFrom({ ...anonymous, person: { id: 'p', name: 'P', email: 'p@example.org' }, ...facts })
const clinician = viewer({ memberOf: ['c'], practices: ['Z98001'] })
const cases = [
  { who: 'anyone', viewer: anonymous, everyone: false, own: false, sees: false },
  { who: 'a participant with a practice', viewer: clinician, everyone: false, own: true, sees: true },
  {
    who: 'a participant without one',
    viewer: viewer({ memberOf: ['c'] }),
    everyone: false,
    own: false,
    sees: false,
  },
  { who: 'a facilitator', viewer: viewer({ facilitatorOf: ['c'] }), everyone: true, own: false, sees: true },
  { who: 'a reviewer', viewer: viewer({ reviewerOf: ['c'] }), everyone: false, own: false, sees: false },
  { who: 'an admin', viewer: viewer({ admin: true }), everyone: true, own: false, sees: true },
]

test.each(cases)(
  '$who imports for everyone: $everyone, for their practice: $own',
  ({ viewer, everyone, own, sees }) => {
    expect(canImportForEveryone(viewer)).toBe(everyone)
    expect(canImportForOwnPractice(viewer)).toBe(own)
    expect(canSeePractice(viewer, 'Z98001')).toBe(sees)
  },
)

test('a participant does not see the practice of others', () => {
  expect(canSeePractice(clinician, 'Z98002')).toBe(false)
})

test('an import is seen by those it was kept for, and by all when it was kept for every practice', () => {
  const seesImport = (onlyPractices: string[] | null) => canSeeImport(clinician, { onlyPractices })
  expect([seesImport(null), seesImport(['Z98002', 'Z98001'])]).toEqual([true, true])
  expect([seesImport(['Z98002']), seesImport([])]).toEqual([false, false])
  expect(canSeeImport(viewer({ admin: true }), { onlyPractices: ['Z98002'] })).toBe(true)
})
