import type { Viewer } from '#lib/auth/viewer.ts'

/** Files of every practice come in through facilitators and admins. */
export const canImportForEveryone = (viewer: Viewer): boolean =>
  viewer.is('facilitator') || viewer.is('admin')

/** Participants bring in the file of their own practice; rows of other practices in it are not kept. */
export const canImportForOwnPractice = (viewer: Viewer): boolean =>
  viewer.is('participant') && viewer.practices.length > 0

/** Participants see their own practices; those who run a cohort see all, since NHSBSA publishes the figures. */
export const canSeePractice = (viewer: Viewer, practiceCode: string): boolean =>
  viewer.worksAt(practiceCode) || canImportForEveryone(viewer)
