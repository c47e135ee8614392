import { promiseReminders } from '#db/schema/applications.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { dayOf, longDay } from '#lib/day.ts'
import { sendLetter } from '../../letters/commands.ts'
import { commonValues, type ProgrammeFacts, promiseWords } from '../../letters/values.ts'
import { makePromiseLink } from '../../links/commands.ts'
import { getApplication } from '../../queries.ts'
import { tellApplicant } from '../commands.ts'
import { letterDue, TIME_IS_UP } from '../due.ts'
import { findUnanswered } from '../queries.ts'

/**
 * Sends the letter about an unanswered promise that is due now, if one is still: what was true when the round began
 * may have changed. A reminder's link lasts as long as the first one.
 */
export async function sendLetterDue(tx: Tx, by: By, promiseId: string, programme: ProgrammeFacts) {
  const promise = await findUnanswered(tx, promiseId)
  const number = promise && letterDue(promise, by.at)
  if (!promise || number === undefined) return
  const application = await getApplication(tx, promise.applicationId, by.at)
  const isOver = ['declined', 'enrolled', 'withdrawn', 'draft'].includes(application.state)
  await tx.insert(promiseReminders).values({ promiseId, number, sentAt: by.at })
  if (isOver) return audit(tx, by, 'promises.reminder_left_out', promiseId, { number })
  if (number === TIME_IS_UP) await tellApplicant(tx, by, application, promise, 'promise-expired', programme)
  else if (promise.name && promise.email && promise.expiresAt) {
    const address = await makePromiseLink(tx, by, promiseId, 'answer', promise.expiresAt)
    await sendLetter(tx, by, {
      cohortId: application.cohortId,
      letter: 'remind',
      occasion: `promise-reminder:${promiseId}:${promise.askedAt?.getTime()}:${number}`,
      to: { name: promise.name, email: promise.email },
      values: {
        ...commonValues(programme, application),
        promise: promiseWords[promise.kind],
        until: longDay(dayOf(promise.expiresAt)),
        link: address,
      },
    })
  }
  await audit(tx, by, 'promises.reminded', promiseId, { number })
}
