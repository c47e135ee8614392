import { and, eq } from 'drizzle-orm'
import { cohortMembers, cohorts } from '#db/schema/cohorts.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import type { Day } from '#lib/day.ts'
import { newId } from '#lib/ids.ts'
import { scheduleSession } from '#lib/sessions/commands.ts'
import type { DatedSession } from '#lib/sessions/timetable.ts'

interface NewCohort {
  programme: string
  name: string
  startsOn: Day
  endsOn: Day
  timetable: DatedSession[]
}

/** Starts a dated run of a programme with its whole timetable. */
export async function startCohort(tx: Tx, by: By, { timetable, ...cohort }: NewCohort): Promise<string> {
  const id = newId()
  await tx.insert(cohorts).values({ id, ...cohort, startedAt: by.at })
  for (const session of timetable) await scheduleSession(tx, by, id, session)
  await audit(tx, by, 'cohort.started', id, { programme: cohort.programme, sessions: timetable.length })
  return id
}

/** Makes someone a member. Enrolling a member again changes nothing. */
export async function enrol(
  tx: Tx,
  by: By,
  cohortId: string,
  member: { personId: string; practiceCode: string | null },
) {
  await tx
    .insert(cohortMembers)
    .values({ cohortId, ...member, enrolledBy: by.personId, enrolledAt: by.at })
    .onConflictDoNothing()
  await audit(tx, by, 'cohort.member_enrolled', cohortId, member)
}

/** Ends a membership before the cohort begins. What the person did elsewhere stays. */
export async function leaveCohort(tx: Tx, by: By, cohortId: string, personId: string) {
  await tx
    .delete(cohortMembers)
    .where(and(eq(cohortMembers.cohortId, cohortId), eq(cohortMembers.personId, personId)))
  await audit(tx, by, 'cohort.member_left', cohortId, { personId })
}
