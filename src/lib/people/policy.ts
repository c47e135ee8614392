import type { Viewer } from '#lib/auth/viewer.ts'

/** Accounts and roles are the administrator's to give. */
export const canInvite = (viewer: Viewer) => viewer.is('admin')
