import { and, eq } from 'drizzle-orm'
import { letterTemplates } from '#db/schema/applications.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { env } from '#lib/env.ts'
import { queueMail } from '#lib/mail/commands.ts'
import { letterFrom, type Values, type Wording } from './fill.ts'
import { getWording } from './queries.ts'
import type { LetterId } from './templates.ts'

/** Words a letter of a cohort anew. Letters that were sent stay as they were. */
export async function rewordLetter(
  tx: Tx,
  by: By,
  cohortId: string,
  letter: LetterId,
  { subject, body }: Wording,
) {
  const row = { subject, body, changedBy: by.personId, changedAt: by.at }
  await tx
    .insert(letterTemplates)
    .values({ cohortId, letter, ...row })
    .onConflictDoUpdate({ target: [letterTemplates.cohortId, letterTemplates.letter], set: row })
  await audit(tx, by, 'applications.letter_reworded', cohortId, { letter })
}

/** The letter is again as the code has it. */
export async function resetLetter(tx: Tx, by: By, cohortId: string, letter: LetterId) {
  await tx
    .delete(letterTemplates)
    .where(and(eq(letterTemplates.cohortId, cohortId), eq(letterTemplates.letter, letter)))
  await audit(tx, by, 'applications.letter_reset', cohortId, { letter })
}

interface Sending {
  cohortId: string
  letter: LetterId
  /** Why it is sent: the same occasion is one letter. */
  occasion: string
  to: { name: string; email: string }
  values: Values
}

/** Writes a letter in the words of its cohort and puts it in the outbox. */
export async function sendLetter(tx: Tx, by: By, { cohortId, letter, occasion, to, values }: Sending) {
  const wording = await getWording(tx, cohortId, letter)
  const written = letterFrom(letter, wording, { ...values, name: to.name }, env().ORGANISATION)
  await queueMail(tx, { occasion, to, ...written }, by.at)
  await audit(tx, by, 'applications.letter_sent', cohortId, { letter })
}
