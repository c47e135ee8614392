import { asc, desc, eq, inArray, type SQL } from 'drizzle-orm'
import { cohortMembers, cohorts } from '#db/schema/cohorts.ts'
import { people, practices } from '#db/schema/people.ts'
import { aims, projectMembers, projects } from '#db/schema/projects.ts'
import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import { canSeeProject } from './policy.ts'

/** A project with its cohort, practice and team, for those who may see it. */
export async function findProject(reader: Reader, viewer: Viewer, id: string | undefined) {
  if (!id) return undefined
  const [found] = await reader
    .select({
      project: projects,
      cohort: {
        id: cohorts.id,
        name: cohorts.name,
        programme: cohorts.programme,
        startsOn: cohorts.startsOn,
        endsOn: cohorts.endsOn,
      },
      practice: practices.name,
    })
    .from(projects)
    .innerJoin(cohorts, eq(cohorts.id, projects.cohortId))
    .leftJoin(practices, eq(practices.code, projects.practiceCode))
    .where(eq(projects.id, id))
  if (!found) return undefined
  const team = await listTeams(reader, [id])
  const project = { ...found.project, cohort: found.cohort, practice: found.practice, team }
  return canSeeProject(viewer, project) ? project : undefined
}

export type Project = NonNullable<Awaited<ReturnType<typeof findProject>>>

/** Who works on each of these projects, leads first. */
function listTeams(reader: Reader, projectIds: readonly string[]) {
  return reader
    .select({
      projectId: projectMembers.projectId,
      personId: people.id,
      name: people.name,
      profession: people.profession,
      part: projectMembers.part,
    })
    .from(projectMembers)
    .innerJoin(people, eq(people.id, projectMembers.personId))
    .where(inArray(projectMembers.projectId, [...projectIds]))
    .orderBy(asc(projectMembers.part), asc(people.name), asc(people.id))
}

/** The aims of a project, the one that stands first. */
export function listAims(reader: Reader, projectId: string) {
  return reader
    .select({
      id: aims.id,
      projectId: aims.projectId,
      change: aims.change,
      fromValue: aims.fromValue,
      toValue: aims.toValue,
      unit: aims.unit,
      byWhen: aims.byWhen,
      forWhom: aims.forWhom,
      setBy: people.name,
      setAt: aims.setAt,
    })
    .from(aims)
    .innerJoin(people, eq(people.id, aims.setBy))
    .where(eq(aims.projectId, projectId))
    .orderBy(desc(aims.setAt), desc(aims.id))
}

/** Members of the project's cohort who could be on its team, those of the same practice first. */
export async function listCandidates(
  reader: Reader,
  project: Pick<Project, 'cohortId' | 'practiceCode' | 'team'>,
) {
  const members = await reader
    .select({
      personId: people.id,
      name: people.name,
      practiceCode: practices.code,
      practice: practices.name,
    })
    .from(cohortMembers)
    .innerJoin(people, eq(people.id, cohortMembers.personId))
    .leftJoin(practices, eq(practices.code, cohortMembers.practiceCode))
    .where(eq(cohortMembers.cohortId, project.cohortId))
    .orderBy(asc(people.name), asc(people.id))
  const leads = project.team.filter(({ part }) => part === 'lead').map(({ personId }) => personId)
  const others = members.filter(({ personId }) => !leads.includes(personId))
  const isNear = (member: (typeof members)[number]) =>
    project.practiceCode !== null && member.practiceCode === project.practiceCode
  return [...others.filter(isNear), ...others.filter((member) => !isNear(member))]
}

/** A person's own projects, the newest first, each with its team and the aim that stands. */
export async function listOwnProjects(reader: Reader, personId: string) {
  const own = reader
    .select({ id: projectMembers.projectId })
    .from(projectMembers)
    .where(eq(projectMembers.personId, personId))
  return withTeamAndAim(
    reader,
    await listed(reader, inArray(projects.id, own)).orderBy(desc(projects.startedAt), asc(projects.id)),
  )
}

/** Every project of these cohorts, by title, for those who run them. */
export async function listCohortProjects(reader: Reader, cohortIds: readonly string[]) {
  const own = inArray(projects.cohortId, [...cohortIds])
  return withTeamAndAim(reader, await listed(reader, own).orderBy(asc(projects.title), asc(projects.id)))
}

export type ListedProject = Awaited<ReturnType<typeof listCohortProjects>>[number]

const listed = (reader: Reader, condition: SQL) =>
  reader
    .select({
      id: projects.id,
      title: projects.title,
      focusArea: projects.focusArea,
      cohortId: projects.cohortId,
      cohort: cohorts.name,
      practiceCode: projects.practiceCode,
      practice: practices.name,
      startedAt: projects.startedAt,
    })
    .from(projects)
    .innerJoin(cohorts, eq(cohorts.id, projects.cohortId))
    .leftJoin(practices, eq(practices.code, projects.practiceCode))
    .where(condition)

async function withTeamAndAim<P extends { id: string }>(reader: Reader, rows: P[]) {
  const ids = rows.map(({ id }) => id)
  const [teams, aimRows] = await Promise.all([
    listTeams(reader, ids),
    reader.select().from(aims).where(inArray(aims.projectId, ids)).orderBy(desc(aims.setAt), desc(aims.id)),
  ])
  return rows.map((row) => ({
    ...row,
    team: teams.filter(({ projectId }) => projectId === row.id),
    aim: aimRows.find(({ projectId }) => projectId === row.id),
  }))
}
