import type { Viewer } from '#lib/auth/viewer.ts'

/** Which practice follows another, and which work together, is kept by those who run the programme. */
export const canKeepPractices = (viewer: Viewer): boolean => viewer.is('facilitator') || viewer.is('admin')
