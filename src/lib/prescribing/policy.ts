import type { Viewer } from '#lib/auth/viewer.ts'

/** Files of every practice come in through facilitators and admins. */
export const canImportForEveryone = (viewer: Viewer): boolean =>
  viewer.is('facilitator') || viewer.is('admin')

/** Participants bring in the file of their own practice; rows of other practices in it are not kept. */
export const canImportForOwnPractice = (viewer: Viewer): boolean =>
  viewer.is('participant') && viewer.practices.length > 0

/** Participants see what was imported for every practice or for one of theirs: a file's name may tell who brought it. */
export const canSeeImport = (
  viewer: Viewer,
  { onlyPractices }: { onlyPractices: string[] | null },
): boolean => canImportForEveryone(viewer) || onlyPractices === null || onlyPractices.some(viewer.worksAt)

/** Participants see their own practices; those who run a cohort see all, since NHSBSA publishes the figures. */
export const canSeePractice = (viewer: Viewer, practiceCode: string): boolean =>
  viewer.worksAt(practiceCode) || canImportForEveryone(viewer)
