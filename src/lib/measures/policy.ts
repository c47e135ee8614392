import type { measureSources } from '#db/schema/measures.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import { canWorkOn } from '#lib/projects/policy.ts'

type Team = Parameters<typeof canWorkOn>[1]

/** The project's team decides what it follows. */
export const canDefineMeasure = (viewer: Viewer, project: Team) => canWorkOn(viewer, project)

/** The team types the figures of what it counts itself; published figures come by import alone. */
export const canRecordPoints = (
  viewer: Viewer,
  project: Team,
  measure: { source: (typeof measureSources)[number] },
) => canWorkOn(viewer, project) && measure.source === 'typed'

/** How the chart is read (baseline, phases, points left out, targets) is the team's decision; facilitators see it. */
export const canDecideOnChart = (viewer: Viewer, project: Team) => canWorkOn(viewer, project)
