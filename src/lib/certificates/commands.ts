import { certificates } from '#db/schema/certificates.ts'
import type { Tx } from '#db/store.ts'
import { listOwnMarks } from '#lib/attendance/queries.ts'
import { attendanceRecord } from '#lib/attendance/record.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { getCohort } from '#lib/cohorts/queries.ts'
import { type Day, dayOf } from '#lib/day.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { newCode } from './code.ts'
import { certificateFacts } from './facts.ts'
import { getHolder } from './queries.ts'

interface Award {
  personId: string
  cohortId: string
  /** What the programme is called: its words are content, which no command can read. */
  programme: string
  caseStudy: { id: string; title: string; submittedOn: Day }
}

/** Awards the certificate of an accepted case study and freezes what it says. Answers its public code. */
export async function award(
  tx: Tx,
  by: By,
  { personId, cohortId, programme, caseStudy }: Award,
): Promise<string> {
  const [person, cohort, marks] = await Promise.all([
    getHolder(tx, personId),
    getCohort(tx, cohortId),
    listOwnMarks(tx, cohortId, personId),
  ])
  const today = dayOf(by.at)
  const facts = certificateFacts({
    person,
    organisation: env().ORGANISATION,
    programme,
    cohort,
    record: attendanceRecord(marks, today),
    caseStudy: { ...caseStudy, acceptedOn: today },
  })
  const id = newId()
  const code = newCode()
  await tx.insert(certificates).values({
    id,
    code,
    personId,
    cohortId,
    caseStudyId: caseStudy.id,
    facts,
    awardedBy: by.personId,
    awardedAt: by.at,
  })
  await audit(tx, by, 'certificate.awarded', id, { personId, cohortId, caseStudyId: caseStudy.id })
  return code
}
