import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { attendance } from '#db/schema/attendance.ts'
import { cohortMembers } from '#db/schema/cohorts.ts'
import { people, practices } from '#db/schema/people.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Reader } from '#db/store.ts'

/** Everyone in the session's cohort with the mark they have, or null when none has been made. */
export function getRegister(reader: Reader, session: { id: string; cohortId: string }) {
  return reader
    .select({
      personId: people.id,
      name: people.name,
      practice: practices.name,
      enrolledAt: cohortMembers.enrolledAt,
      mark: attendance.mark,
    })
    .from(cohortMembers)
    .innerJoin(people, eq(people.id, cohortMembers.personId))
    .leftJoin(practices, eq(practices.code, cohortMembers.practiceCode))
    .leftJoin(attendance, and(eq(attendance.personId, people.id), eq(attendance.sessionId, session.id)))
    .where(eq(cohortMembers.cohortId, session.cohortId))
    .orderBy(asc(people.name), asc(people.id))
}

/** A person's mark on each session of a cohort that is not cancelled, in the order they are held; null where none has been made. */
export function listOwnMarks(reader: Reader, cohortId: string, personId: string) {
  return reader
    .select({
      id: sessions.id,
      topic: sessions.topic,
      title: sessions.title,
      kind: sessions.kind,
      heldOn: sessions.heldOn,
      startsAt: sessions.startsAt,
      endsAt: sessions.endsAt,
      place: sessions.place,
      joinUrl: sessions.joinUrl,
      mark: attendance.mark,
    })
    .from(sessions)
    .leftJoin(attendance, and(eq(attendance.sessionId, sessions.id), eq(attendance.personId, personId)))
    .where(and(eq(sessions.cohortId, cohortId), isNull(sessions.cancelledAt)))
    .orderBy(asc(sessions.heldOn), asc(sessions.startsAt))
}

/** Every mark made in a cohort. */
export function listMarks(reader: Reader, cohortId: string) {
  return reader
    .select({ sessionId: attendance.sessionId, personId: attendance.personId, mark: attendance.mark })
    .from(attendance)
    .where(
      inArray(
        attendance.sessionId,
        reader.select({ id: sessions.id }).from(sessions).where(eq(sessions.cohortId, cohortId)),
      ),
    )
}
