import { failedSignIns } from '#db/schema/auth.ts'
import type { Store } from '#db/store.ts'
import { countFailures, findPersonByEmail } from './queries.ts'
import { noteRefusal } from './refusals.ts'
import { digestOf } from './secrets.ts'

const ASKED_PER_HOUR = 3
const HOUR_MS = 60 * 60 * 1000

/**
 * The person an address belongs to, when a link may be sent there now. Known and unknown addresses take the
 * same steps, and each is counted, so that nobody's mailbox can be filled from here.
 */
export async function mayAskForReset(store: Store, email: string, at: Date) {
  const account = digestOf(`reset:${email}`)
  const asked = await countFailures(store.reader, account, new Date(at.getTime() - HOUR_MS))
  await store.transact(async (tx) => {
    await tx.insert(failedSignIns).values({ account, at })
  })
  const person = await findPersonByEmail(store.reader, email)
  if (person && asked < ASKED_PER_HOUR) return person
  const because = person ? 'tooMany' : 'noAccount'
  noteRefusal(store, { what: 'sign_in.reset_refused', personId: person?.id, because }, at)
  return undefined
}
