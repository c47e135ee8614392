import type { Viewer } from '#lib/auth/viewer.ts'

/** Everyone reads; whoever has an account keeps what they do with it, for themselves. */
export const canKeepLearning = (viewer: Viewer): boolean => viewer.person !== undefined

/** Reflections that were shared are read by those who run the cohort of whoever wrote them. */
export const canReadShared = (viewer: Viewer, cohortId: string): boolean => viewer.facilitates(cohortId)
