import type { Viewer } from '#lib/auth/viewer.ts'

/** Applications are read by the facilitators of the cohort, and by whoever made them. */
export const canSeeApplications = (viewer: Viewer, cohortId: string) => viewer.facilitates(cohortId)

/** The facilitators decide, and word the letters. */
export const canDecide = (viewer: Viewer, cohortId: string) => viewer.facilitates(cohortId)
