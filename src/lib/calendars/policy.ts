import type { Viewer } from '#lib/auth/viewer.ts'

/** Anyone who belongs to a cohort or runs one may have an address for their calendar. */
export const canHaveFeed = (viewer: Viewer): boolean => viewer.is('participant') || viewer.is('facilitator')
