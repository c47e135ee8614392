import type { ProjectPart } from '#db/schema/projects.ts'
import type { Viewer } from '#lib/auth/viewer.ts'

interface ProjectFacts {
  cohortId: string
  team: readonly { personId: string; part: ProjectPart }[]
}

/** Members start projects in their own cohort. */
export const canStartProject = (viewer: Viewer, cohortId: string) => viewer.isMember(cohortId)

/** A project exists for its team and for those who run its cohort, so far for nobody else. */
export const canSeeProject = (viewer: Viewer, project: ProjectFacts) =>
  canWorkOn(viewer, project) || viewer.facilitates(project.cohortId)

/** The team does the work: aim, measures, figures and cycles. Facilitators read. */
export const canWorkOn = (viewer: Viewer, { team }: ProjectFacts) =>
  viewer.person !== undefined && team.some(({ personId }) => personId === viewer.id)

/** The lead says who is on the team. */
export const canChooseTeam = (viewer: Viewer, { team }: ProjectFacts) =>
  viewer.person !== undefined && team.some(({ personId, part }) => personId === viewer.id && part === 'lead')
