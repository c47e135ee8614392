import type { Viewer } from '#lib/auth/viewer.ts'
import { canWorkOn } from '#lib/projects/policy.ts'
import type { whyNotYet } from './stages.ts'

type Team = Parameters<typeof canWorkOn>[1]
type Standing = Parameters<typeof whyNotYet>[0]

/** The project's team plans its cycles. */
export const canPlanCycle = (viewer: Viewer, project: Team) => canWorkOn(viewer, project)

/** A plan can be put right until something has been observed; after that the prediction stands as written. */
export const canReplan = (viewer: Viewer, project: Team, { recorded, decision }: Standing) =>
  canWorkOn(viewer, project) && recorded.length === 0 && decision === null
