import { and, desc, eq, inArray } from 'drizzle-orm'
import { aims, projectMembers, projects } from '#db/schema/projects.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { newId } from '#lib/ids.ts'
import type { Aim } from './aim.ts'

interface Words {
  title: string
  focusArea: string
  problem: string
}

/** Starts a project in a cohort. Whoever starts it leads it. */
export async function startProject(
  tx: Tx,
  by: By,
  cohortId: string,
  input: Words & { practiceCode: string | null },
) {
  const { title, focusArea, problem, practiceCode } = input
  const id = newId()
  const stamp = { startedBy: by.personId, startedAt: by.at }
  await tx.insert(projects).values({ id, cohortId, practiceCode, title, focusArea, problem, ...stamp })
  await tx
    .insert(projectMembers)
    .values({ projectId: id, personId: by.personId, part: 'lead', joinedAt: by.at })
  await audit(tx, by, 'project.started', id, { cohortId, practiceCode })
  return id
}

/** Puts title, focus area and problem in better words. */
export async function rewordProject(tx: Tx, by: By, projectId: string, { title, focusArea, problem }: Words) {
  await tx.update(projects).set({ title, focusArea, problem }).where(eq(projects.id, projectId))
  await audit(tx, by, 'project.reworded', projectId)
}

/** Sets an aim beside the earlier ones: the latest stands, the others show how it moved. The same again changes nothing. */
export async function setAim(tx: Tx, by: By, projectId: string, aim: Aim): Promise<string> {
  const id = newId()
  const { change, fromValue, toValue, unit, byWhen, forWhom } = aim
  const words = { change, fromValue, toValue, unit, byWhen, forWhom }
  const [stands] = await tx
    .select()
    .from(aims)
    .where(eq(aims.projectId, projectId))
    .orderBy(desc(aims.setAt), desc(aims.id))
    .limit(1)
  if (stands && (Object.keys(words) as (keyof Aim)[]).every((name) => words[name] === stands[name]))
    return stands.id
  await tx.insert(aims).values({ id, projectId, ...words, setBy: by.personId, setAt: by.at })
  await audit(tx, by, 'project.aim_set', projectId, { aimId: id, byWhen })
  return id
}

/** Makes these people the team beside the lead, who stays whoever else comes or goes. */
export async function chooseTeam(tx: Tx, by: By, projectId: string, personIds: readonly string[]) {
  const before = await tx.select().from(projectMembers).where(eq(projectMembers.projectId, projectId))
  const known = new Set(before.map(({ personId }) => personId))
  const added = [...new Set(personIds)].filter((personId) => !known.has(personId))
  const removed = before
    .filter(({ personId, part }) => part === 'member' && !personIds.includes(personId))
    .map(({ personId }) => personId)
  if (added.length > 0) {
    const rows = added.map((personId) => ({ projectId, personId, part: 'member' as const, joinedAt: by.at }))
    await tx.insert(projectMembers).values(rows)
  }
  if (removed.length > 0) {
    const gone = and(eq(projectMembers.projectId, projectId), inArray(projectMembers.personId, removed))
    await tx.delete(projectMembers).where(gone)
  }
  await audit(tx, by, 'project.team_chosen', projectId, { added, removed })
}
