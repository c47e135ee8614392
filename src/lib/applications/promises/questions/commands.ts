import { promiseQuestions } from '#db/schema/applications.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { listFacilitators } from '#lib/cohorts/queries.ts'
import { newId } from '#lib/ids.ts'
import { queueMail } from '#lib/mail/commands.ts'
import { Refusal } from '#lib/refusal.ts'
import { boardAddress } from '../../links/address.ts'
import { makeApplicationLink } from '../../links/commands.ts'
import { questionLetter } from '../letters.ts'
import { countQuestions, type PromiseLink } from '../queries.ts'

/** How many questions one sponsor may ask: nobody's mailbox is a toy. */
const MOST_QUESTIONS = 5

/** A sponsor's question goes to the applicant and the facilitators. The link stays open. */
export async function askQuestion(tx: Tx, by: By, { promise, application }: PromiseLink, question: string) {
  const { id: promiseId, name, email } = promise
  if ((await countQuestions(tx, promiseId)) >= MOST_QUESTIONS)
    throw new Refusal('question', 'You have asked several questions already. Write to the applicant directly')
  if (!name || !email) return
  const id = newId()
  await tx.insert(promiseQuestions).values({ id, promiseId, question, askedAt: by.at })
  const address = await makeApplicationLink(tx, by, application.id)
  const applicant = { name: application.name ?? application.email, email: application.email, address }
  const facilitators = await listFacilitators(tx, application.cohortId)
  const readers = facilitators.map((person) => ({ ...person, address: boardAddress(application) }))
  for (const to of [applicant, ...readers]) {
    const letter = questionLetter(to.name, { name, email }, promise, application, question, to.address)
    await queueMail(tx, { occasion: `promise-question:${id}:${to.email}`, to, ...letter }, by.at)
  }
  await audit(tx, by, 'promises.question_asked', promiseId)
}
