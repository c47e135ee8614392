import { decisions } from '#db/schema/applications.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { findPersonByEmail } from '#lib/auth/queries.ts'
import { newId } from '#lib/ids.ts'
import { addPerson, invitePerson } from '#lib/people/commands.ts'
import { Refusal } from '#lib/refusal.ts'
import { sendLetter } from '../letters/commands.ts'
import { commonValues, type ProgrammeFacts } from '../letters/values.ts'
import { makeApplicationLink } from '../links/commands.ts'
import { takePlace } from '../places/commands.ts'
import { getApplication } from '../queries.ts'
import type { Application } from '../reading.ts'
import { isDecidable, stateWords } from '../state.ts'
import type { Decided } from './forms.ts'

const LETTERS = { offered: 'offer', 'waiting list': 'waiting-list', declined: 'declined' } as const

/**
 * Decides about an application. An offer enrols at once: it takes a place, and a person without an account is
 * invited to one. Whoever decided meanwhile is heard first.
 */
export async function decideApplication(
  tx: Tx,
  by: By,
  id: string,
  decided: Decided,
  programme: ProgrammeFacts,
) {
  const { decision, reason } = decided
  const application = await getApplication(tx, id, by.at)
  if (!isDecidable(application.state))
    throw new Refusal(
      'decision',
      `Nothing is decided about this application: it is ${stateWords[application.state].toLowerCase()}`,
    )
  if (application.cohort.cancelledAt) throw new Refusal('decision', 'The cohort is cancelled')
  if (application.decisions.length !== decided.decided)
    throw new Refusal(
      'decision',
      'A colleague has decided meanwhile. Look at the page as it is now and decide again',
    )
  // Two decisions never share an instant: the latest is the one that counts.
  const earlier = application.decision?.decidedAt.getTime() ?? 0
  const decidedAt = new Date(Math.max(by.at.getTime(), earlier + 1))
  const row = { applicationId: id, decision, reason, decidedBy: by.personId, decidedAt }
  const decisionId = newId()
  await tx.insert(decisions).values({ id: decisionId, ...row })
  if (decision === 'offered') await enrolApplicant(tx, by, application)
  if (decision !== 'shortlisted') {
    const address = await makeApplicationLink(tx, by, id)
    await sendLetter(tx, by, {
      cohortId: application.cohortId,
      letter: LETTERS[decision],
      occasion: `application-decided:${decisionId}`,
      to: { name: application.name ?? application.email, email: application.email },
      values: { ...commonValues(programme, application), reason, link: address },
    })
  }
  await audit(tx, by, 'applications.decided', id, { decision })
}

async function enrolApplicant(tx: Tx, by: By, application: Application) {
  const { eligibility, name, email, profession, practiceCode, practiceName, cohortId } = application
  if (eligibility.verdict !== 'eligible' || !name || !profession)
    throw new Refusal(
      'decision',
      `A place cannot be offered yet. ${eligibility.reasons.map(({ text }) => `${text}.`).join(' ')}`,
    )
  const known = await findPersonByEmail(tx, email)
  const person = known ?? {
    id: await addPerson(tx, by, { name, email, profession }),
    hasPassword: false,
  }
  await takePlace(tx, by, application, person.id)
  const practice = { practiceCode: practiceCode ?? '', practiceName: practiceName ?? '' }
  await invitePerson(tx, by, { name, email, profession, role: 'participant', cohortId, ...practice }, person)
}
