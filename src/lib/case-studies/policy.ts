import type { Viewer } from '#lib/auth/viewer.ts'
import type { CaseStudyState } from './state.ts'

interface Known {
  authorId: string
  cohortId: string
  state: CaseStudyState
}

/** Authors see their own whole; facilitators follow their cohort's; reviewers see what has been submitted. */
export function canSee(viewer: Viewer, { authorId, cohortId, state }: Known): boolean {
  if (viewer.id === authorId) return true
  return viewer.facilitates(cohortId) || (viewer.reviews(cohortId) && state !== 'draft')
}

/** Members of a cohort write one each. */
export const canStart = (viewer: Viewer, cohortId: string) => viewer.isMember(cohortId)

/** Only the author writes and submits. Whether it is open just now is for `isOpen` and the commands. */
export const canWrite = (viewer: Viewer, study: Pick<Known, 'authorId'>) => viewer.id === study.authorId

/** Reviewers of the cohort decide, never about their own work, and only about what was submitted. */
export function canReview(viewer: Viewer, { authorId, cohortId, state }: Known): boolean {
  return viewer.reviews(cohortId) && viewer.id !== authorId && state !== 'draft'
}

/** How everyone's case study stands is for those who run or review the cohort. */
export const canSeeReviews = (viewer: Viewer) => viewer.is('reviewer') || viewer.is('facilitator')

/** Their own record is for everyone who takes part. */
export const canSeeOwnRecord = (viewer: Viewer) => viewer.is('participant')
