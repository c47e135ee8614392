import type { Stage } from '#db/schema/pdsa.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import type { Day } from '#lib/day.ts'
import { canWorkOn } from '#lib/projects/policy.ts'
import { whyNotYet } from './stages.ts'

type Team = Parameters<typeof canWorkOn>[1]
type Standing = Parameters<typeof whyNotYet>[0]

/** The project's team plans its cycles. */
export const canPlanCycle = (viewer: Viewer, project: Team) => canWorkOn(viewer, project)

/** A plan can be put right until something has been observed; after that the prediction stands as written. */
export const canReplan = (viewer: Viewer, project: Team, { recorded, decision }: Standing) =>
  canWorkOn(viewer, project) && recorded.length === 0 && decision === null

/** The team writes the stage that is due, or corrects one already written while the cycle is open. */
export const canRecordStage = (viewer: Viewer, project: Team, cycle: Standing, stage: Stage, today: Day) =>
  canWorkOn(viewer, project) && whyNotYet(cycle, stage, today) === undefined
