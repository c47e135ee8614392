import type { Mark } from '#db/schema/attendance.ts'
import type { SessionKind } from '#db/schema/sessions.ts'
import type { Day } from '#lib/day.ts'
import { minutesBetween } from '#lib/sessions/timetable.ts'

interface MarkedSession {
  kind: SessionKind
  heldOn: Day
  startsAt: string
  endsAt: string
  mark: Mark | null
}

export interface AttendanceRecord {
  /** Taught sessions (masterclasses and collaborative sessions) in the whole timetable. */
  taught: number
  held: number
  attended: number
  apologised: number
  absent: number
  /** Held, and nobody has marked this person: never counted as absent. */
  notRecorded: number
  /** Minutes of the taught sessions that were attended, as timetabled. */
  minutes: number
}

/** What a person's marks add up to by a day. The celebration is not taught, so it gives no hours. */
export function attendanceRecord(sessions: readonly MarkedSession[], today: Day): AttendanceRecord {
  const taught = sessions.filter((session) => session.kind !== 'celebration')
  // A session of today counts once its register is taken: until then it may not even have begun.
  const held = taught.filter(({ heldOn, mark }) => heldOn < today || (heldOn === today && mark !== null))
  const marked = (mark: Mark | null) => held.filter((session) => session.mark === mark)
  return {
    taught: taught.length,
    held: held.length,
    attended: marked('present').length,
    apologised: marked('apologies').length,
    absent: marked('absent').length,
    notRecorded: marked(null).length,
    minutes: marked('present').reduce(
      (total, session) => total + minutesBetween(session.startsAt, session.endsAt),
      0,
    ),
  }
}

export const markWords: Record<Mark, string> = {
  present: 'Present',
  apologies: 'Apologies',
  absent: 'Absent',
}
