import type { CertificateFacts } from '#db/schema/certificates.ts'
import type { AttendanceRecord } from '#lib/attendance/record.ts'
import type { Day } from '#lib/day.ts'

export interface Earned {
  person: { name: string; profession: string }
  /** Who awards it: the organisation that runs this installation. */
  organisation: string
  programme: string
  cohort: { name: string; startsOn: Day; endsOn: Day }
  record: Pick<AttendanceRecord, 'attended' | 'held' | 'minutes'>
  caseStudy: { title: string; submittedOn: Day; acceptedOn: Day }
}

/** On what a certificate is awarded, in words that stand without this installation. */
export const BASIS =
  'A case study of improvement work, read and accepted by a reviewer of the programme. Attendance is what facilitators recorded on the session registers; hours are those of the timetable.'

/** What a certificate will say for ever, from what is known on the day it is awarded. */
export function certificateFacts({
  person,
  organisation,
  programme,
  cohort,
  record,
  caseStudy,
}: Earned): CertificateFacts {
  return {
    name: person.name,
    profession: person.profession,
    organisation,
    programme,
    cohort: cohort.name,
    startedOn: cohort.startsOn,
    endedOn: cohort.endsOn,
    sessionsAttended: record.attended,
    sessionsHeld: record.held,
    taughtMinutes: record.minutes,
    caseStudy: caseStudy.title,
    submittedOn: caseStudy.submittedOn,
    acceptedOn: caseStudy.acceptedOn,
    basis: BASIS,
  }
}
