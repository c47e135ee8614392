import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { sendLetter } from '../letters/commands.ts'
import { commonValues, type ProgrammeFacts } from '../letters/values.ts'
import { makeApplicationLink } from '../links/commands.ts'
import { getApplication } from '../queries.ts'
import { changeToTell } from './change.ts'

/** Tells an applicant what has changed about their cohort, if it is so still. */
export async function tellOfChange(tx: Tx, by: By, applicationId: string, programme: ProgrammeFacts) {
  const application = await getApplication(tx, applicationId, by.at)
  const change = changeToTell(application)
  if (!change) return
  const link = await makeApplicationLink(tx, by, applicationId)
  await sendLetter(tx, by, {
    cohortId: application.cohortId,
    ...change,
    to: { name: application.name ?? application.email, email: application.email },
    values: { ...commonValues(programme, application), link },
  })
  await audit(tx, by, 'applications.change_told', applicationId, { letter: change.letter })
}
