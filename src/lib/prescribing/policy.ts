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

/** Fewer practices than this are not summed for participants: each would nearly read its neighbour's line. */
export const FEWEST_SUMMED = 5

/** A cohort's figures together are for those who run it, and for its members once there are practices enough. */
export const canSeeCohortPrescribing = (viewer: Viewer, cohortId: string, practices: number): boolean =>
  viewer.facilitates(cohortId) || (viewer.isMember(cohortId) && practices >= FEWEST_SUMMED)

/** A network's figures together are for those who see every practice, and for the people of its practices. */
export const canSeeNetwork = (viewer: Viewer, practiceCodes: readonly string[]): boolean =>
  canImportForEveryone(viewer) || practiceCodes.some(viewer.worksAt)

/** England and its sub-ICB locations are public figures of many practices. */
export const canSeeArea = (viewer: Viewer): boolean =>
  viewer.is('participant') || canImportForEveryone(viewer)

/** Side by side, practices are shown to those who see every one of them. */
export const canSeeEachPractice = canImportForEveryone

/** Those who import for everyone take back any import; a participant only what they brought in for their own practice. */
export const canUndoImport = (
  viewer: Viewer,
  {
    importedBy,
    onlyPractices,
    undoneAt,
  }: { importedBy: string; onlyPractices: string[] | null; undoneAt: Date | null },
): boolean =>
  undoneAt === null &&
  (canImportForEveryone(viewer) ||
    (onlyPractices !== null && viewer.person !== undefined && importedBy === viewer.id))
