import { describe, expect, test } from 'vitest'
import { viewerFrom } from '#lib/auth/viewer.ts'
import { canReview, canSee, canStart, canWrite } from '#lib/case-studies/policy.ts'

const nobody = {
  person: undefined,
  memberOf: [],
  facilitatorOf: [],
  reviewerOf: [],
  admin: false,
  practices: [],
}
const as = (id: string, more: object = {}) =>
  viewerFrom({ ...nobody, person: { id, name: id, email: `${id}@example.org` }, ...more })

const people = {
  author: as('ann', { memberOf: ['autumn'] }),
  'author who also reviews': as('ann', { memberOf: ['autumn'], reviewerOf: ['autumn'] }),
  colleague: as('ben', { memberOf: ['autumn'] }),
  facilitator: as('fran', { facilitatorOf: ['autumn'] }),
  reviewer: as('rita', { reviewerOf: ['autumn'] }),
  'reviewer elsewhere': as('rob', { reviewerOf: ['spring'], facilitatorOf: ['spring'] }),
  admin: as('ada', { admin: true }),
  nobody: viewerFrom(nobody),
}

describe('a case study', () => {
  test.each([
    ['author', 'draft', { see: true, write: true, review: false }],
    ['author', 'submitted', { see: true, write: true, review: false }],
    ['author who also reviews', 'submitted', { see: true, write: true, review: false }],
    ['colleague', 'accepted', { see: false, write: false, review: false }],
    ['facilitator', 'draft', { see: true, write: false, review: false }],
    ['facilitator', 'submitted', { see: true, write: false, review: false }],
    ['reviewer', 'draft', { see: false, write: false, review: false }],
    ['reviewer', 'submitted', { see: true, write: false, review: true }],
    ['reviewer', 'returned', { see: true, write: false, review: true }],
    ['reviewer elsewhere', 'submitted', { see: false, write: false, review: false }],
    ['admin', 'accepted', { see: false, write: false, review: false }],
    ['nobody', 'accepted', { see: false, write: false, review: false }],
  ] as const)('%s, while it is %s', (who, state, may) => {
    const viewer = people[who]
    const study = { authorId: 'ann', cohortId: 'autumn', state }
    expect({
      see: canSee(viewer, study),
      write: canWrite(viewer, study),
      review: canReview(viewer, study),
    }).toEqual(may)
  })

  test('is started by members of the cohort', () => {
    const may = Object.entries(people).filter(([, viewer]) => canStart(viewer, 'autumn'))
    expect(may.map(([who]) => who)).toEqual(['author', 'author who also reviews', 'colleague'])
  })
})
