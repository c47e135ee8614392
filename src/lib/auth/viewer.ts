import type { Role } from './roles.ts'

/** What is known of whoever asks for a page: nobody, or a person with roles over cohorts. */
export interface ViewerFacts {
  person: { id: string; name: string; email: string } | undefined
  /** Cohorts the person is a member of. */
  memberOf: readonly string[]
  facilitatorOf: readonly string[]
  reviewerOf: readonly string[]
  admin: boolean
  /** ODS codes of the practices the person works at. */
  practices: readonly string[]
}

export interface Viewer extends ViewerFacts {
  /** The person's id, or a value that no row has. */
  readonly id: string
  is(role: Role): boolean
  isMember(cohortId: string): boolean
  facilitates(cohortId: string): boolean
  reviews(cohortId: string): boolean
  worksAt(practiceCode: string | null | undefined): boolean
}

const NOBODY = ''

export function viewerFrom(facts: ViewerFacts): Viewer {
  const held: Record<Role, boolean> = {
    participant: facts.memberOf.length > 0,
    facilitator: facts.facilitatorOf.length > 0,
    reviewer: facts.reviewerOf.length > 0,
    admin: facts.admin,
  }
  return {
    ...facts,
    id: facts.person?.id ?? NOBODY,
    is: (role) => held[role],
    isMember: (cohortId) => facts.memberOf.includes(cohortId),
    facilitates: (cohortId) => facts.facilitatorOf.includes(cohortId),
    reviews: (cohortId) => facts.reviewerOf.includes(cohortId),
    worksAt: (code) => code != null && facts.practices.includes(code),
  }
}

export const anonymous: Viewer = viewerFrom({
  person: undefined,
  memberOf: [],
  facilitatorOf: [],
  reviewerOf: [],
  admin: false,
  practices: [],
})
