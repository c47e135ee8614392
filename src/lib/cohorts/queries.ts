import { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull } from 'drizzle-orm'
import { roleGrants } from '#db/schema/auth.ts'
import { cohortMembers, cohorts } from '#db/schema/cohorts.ts'
import { people, practices } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import type { Day } from '#lib/day.ts'
import { canPlanCohort } from './policy.ts'

/** The cohorts a person belongs to or runs, the latest first. */
export function listCohorts(reader: Reader, viewer: Viewer) {
  const visible = [...new Set([...viewer.memberOf, ...viewer.facilitatorOf, ...viewer.reviewerOf])]
  return reader
    .select()
    .from(cohorts)
    .where(inArray(cohorts.id, visible))
    .orderBy(desc(cohorts.startsOn), asc(cohorts.id))
}

/** A cohort the viewer belongs to or works for; any other does not exist for them, nor a draft for its members. */
export async function findCohort(reader: Reader, viewer: Viewer, id: string | undefined) {
  if (!id || !(viewer.isMember(id) || viewer.facilitates(id) || viewer.reviews(id))) return undefined
  const [cohort] = await reader.select().from(cohorts).where(eq(cohorts.id, id))
  return cohort && (cohort.publishedAt || viewer.facilitates(id)) ? cohort : undefined
}

export type Cohort = NonNullable<Awaited<ReturnType<typeof findCohort>>>

export async function getCohort(reader: Reader, id: string): Promise<Cohort> {
  const [cohort] = await reader.select().from(cohorts).where(eq(cohorts.id, id))
  if (!cohort) throw new Error('No such cohort')
  return cohort
}

/** Published and not cancelled. */
const isShown = and(isNotNull(cohorts.publishedAt), isNull(cohorts.cancelledAt))

/** The runs of every programme that are on or to come, as the public pages show them side by side. */
export function listShownRuns(reader: Reader, today: Day) {
  return reader
    .select()
    .from(cohorts)
    .where(and(isShown, gte(cohorts.endsOn, today)))
    .orderBy(asc(cohorts.startsOn), asc(cohorts.id))
}

/** The run of a programme that the public pages show: the one that is on, else the next, else the last. */
export async function findShownRun(reader: Reader, programme: string, today: Day) {
  const runs = await reader
    .select()
    .from(cohorts)
    .where(and(eq(cohorts.programme, programme), isShown))
    .orderBy(asc(cohorts.startsOn), asc(cohorts.id))
  return runs.find(({ endsOn }) => endsOn >= today) ?? runs.at(-1)
}

/** Who runs a cohort, for its members to write to. */
export function listFacilitators(reader: Reader, cohortId: string) {
  return reader
    .selectDistinct({ name: people.name, email: people.email })
    .from(roleGrants)
    .innerJoin(people, eq(people.id, roleGrants.personId))
    .where(
      and(eq(roleGrants.cohortId, cohortId), eq(roleGrants.role, 'facilitator'), isNull(roleGrants.endedAt)),
    )
    .orderBy(asc(people.name))
}

export function listMembers(reader: Reader, cohortId: string) {
  return reader
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      profession: people.profession,
      practiceCode: cohortMembers.practiceCode,
      practice: practices.name,
      enrolledAt: cohortMembers.enrolledAt,
    })
    .from(cohortMembers)
    .innerJoin(people, eq(people.id, cohortMembers.personId))
    .leftJoin(practices, eq(practices.code, cohortMembers.practiceCode))
    .where(eq(cohortMembers.cohortId, cohortId))
    .orderBy(asc(people.name), asc(people.id))
}

export async function countMembers(reader: Reader, cohortId: string): Promise<number> {
  const [row] = await reader
    .select({ members: count() })
    .from(cohortMembers)
    .where(eq(cohortMembers.cohortId, cohortId))
  return row?.members ?? 0
}

/** Which practice a member joined with. */
export async function findMembership(reader: Reader, cohortId: string, personId: string) {
  const [membership] = await reader
    .select({ practiceCode: cohortMembers.practiceCode, enrolledAt: cohortMembers.enrolledAt })
    .from(cohortMembers)
    .where(and(eq(cohortMembers.cohortId, cohortId), eq(cohortMembers.personId, personId)))
  return membership
}

/** Members and facilitators, each once, for a letter to all. */
export async function listEveryone(reader: Reader, cohortId: string) {
  const person = { id: people.id, name: people.name, email: people.email }
  const [joined, running] = await Promise.all([
    reader
      .select(person)
      .from(cohortMembers)
      .innerJoin(people, eq(people.id, cohortMembers.personId))
      .where(eq(cohortMembers.cohortId, cohortId)),
    reader
      .select(person)
      .from(roleGrants)
      .innerJoin(people, eq(people.id, roleGrants.personId))
      .where(
        and(
          eq(roleGrants.cohortId, cohortId),
          eq(roleGrants.role, 'facilitator'),
          isNull(roleGrants.endedAt),
        ),
      ),
  ])
  return [...new Map([...joined, ...running].map((one) => [one.id, one])).values()]
}

/** A cohort for those who plan it, drafts and cancelled ones included. */
export async function findPlannedCohort(reader: Reader, viewer: Viewer, id: string | undefined) {
  if (!id || !canPlanCohort(viewer, id)) return undefined
  const [cohort] = await reader.select().from(cohorts).where(eq(cohorts.id, id))
  return cohort
}

/** Every cohort there is with how many members it has, for the administrator. */
export function listEveryRun(reader: Reader) {
  return reader
    .select({
      id: cohorts.id,
      name: cohorts.name,
      startsOn: cohorts.startsOn,
      endsOn: cohorts.endsOn,
      publishedAt: cohorts.publishedAt,
      cancelledAt: cohorts.cancelledAt,
      applicationsOpenOn: cohorts.applicationsOpenOn,
      applicationsCloseOn: cohorts.applicationsCloseOn,
      seats: cohorts.seats,
      members: count(cohortMembers.personId),
    })
    .from(cohorts)
    .leftJoin(cohortMembers, eq(cohortMembers.cohortId, cohorts.id))
    .groupBy(cohorts.id)
    .orderBy(desc(cohorts.startsOn), asc(cohorts.id))
}
