import type { Viewer } from '#lib/auth/viewer.ts'
import { canImportForEveryone } from '../policy.ts'

/** A run is seen, answered and ended by whoever started it and by those who may import for everyone. */
export const canSeeRun = (viewer: Viewer, run: { startedBy: string }): boolean =>
  canImportForEveryone(viewer) || (viewer.person !== undefined && viewer.id === run.startedBy)
