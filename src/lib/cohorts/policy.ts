import type { Viewer } from '#lib/auth/viewer.ts'

/** Members see their own programme; facilitators see the cohort they run. */
export const canSeeCohort = (viewer: Viewer, cohortId: string) =>
  viewer.isMember(cohortId) || viewer.facilitates(cohortId)

/** How everyone is getting on is the facilitators' to see. */
export const canSeeProgress = (viewer: Viewer, cohortId: string) => viewer.facilitates(cohortId)

/** A new run of a programme is the administrator's to start. */
export const canStartCohort = (viewer: Viewer) => viewer.is('admin')

/** Dates, seats and publication are for those who run the cohort, and for the administrator who started it. */
export const canPlanCohort = (viewer: Viewer, cohortId: string) =>
  viewer.facilitates(cohortId) || viewer.is('admin')
