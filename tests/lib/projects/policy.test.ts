import { type ViewerFacts, viewerFrom } from '#lib/auth/viewer.ts'
import { canChooseTeam, canSeeProject, canStartProject, canWorkOn } from '#lib/projects/policy.ts'
import { describe, expect, test } from '../../support/test.ts'

const nobody: ViewerFacts = {
  person: undefined,
  memberOf: [],
  facilitatorOf: [],
  reviewerOf: [],
  admin: false,
  practices: [],
}
const someone = (id: string, facts: Partial<ViewerFacts>) =>
  viewerFrom({ ...nobody, person: { id, name: id, email: `${id}@example.org` }, ...facts })

const project = {
  cohortId: 'autumn',
  team: [
    { personId: 'ann', part: 'lead' as const },
    { personId: 'ben', part: 'member' as const },
  ],
}

const people = {
  'the lead': someone('ann', { memberOf: ['autumn'] }),
  'a member of the team': someone('ben', { memberOf: ['autumn'] }),
  'another member of the cohort': someone('cara', { memberOf: ['autumn'] }),
  'its facilitator': someone('fran', { facilitatorOf: ['autumn'] }),
  'the facilitator of another cohort': someone('finn', { facilitatorOf: ['spring'] }),
  'its reviewer': someone('rita', { reviewerOf: ['autumn'] }),
  'the admin': someone('ada', { admin: true }),
  nobody: viewerFrom(nobody),
}

describe('who may do what with a project', () => {
  test.each([
    ['the lead', true, true, true],
    ['a member of the team', true, true, false],
    ['another member of the cohort', false, false, false],
    ['its facilitator', true, false, false],
    ['the facilitator of another cohort', false, false, false],
    ['its reviewer', false, false, false],
    ['the admin', false, false, false],
    ['nobody', false, false, false],
  ] as const)('%s: sees %s, works on it %s, chooses its team %s', (who, sees, works, chooses) => {
    const viewer = people[who]
    expect([
      canSeeProject(viewer, project),
      canWorkOn(viewer, project),
      canChooseTeam(viewer, project),
    ]).toEqual([sees, works, chooses])
  })

  test('members start projects in their own cohort, those who run it do not', () => {
    expect(canStartProject(people['another member of the cohort'], 'autumn')).toBe(true)
    expect(canStartProject(people['another member of the cohort'], 'spring')).toBe(false)
    expect(canStartProject(people['its facilitator'], 'autumn')).toBe(false)
  })

  test('a team row without a person lets nobody in', () => {
    expect(
      canWorkOn(people.nobody, {
        team: [{ personId: '', part: 'lead' }],
        cohortId: 'autumn',
      } as typeof project),
    ).toBe(false)
  })
})
