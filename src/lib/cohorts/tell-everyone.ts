import type { Tx } from '#db/store.ts'
import type { By } from '#lib/auth/by.ts'
import { env } from '#lib/env.ts'
import { queueMail } from '#lib/mail/commands.ts'
import { composeLetter } from '#lib/mail/letters.ts'
import { listEveryone } from './queries.ts'

export interface LetterToAll {
  subject: string
  paragraphs: string[]
}

/** Writes to members and facilitators of a cohort, each once for one occasion. */
export async function tellEveryone(
  tx: Tx,
  by: By,
  cohort: { id: string; name: string },
  occasion: string,
  { subject, paragraphs }: LetterToAll,
) {
  const reason = `You receive this because you take part in ${cohort.name} or help to run it.`
  for (const to of await listEveryone(tx, cohort.id)) {
    const body = composeLetter({ organisation: env().ORGANISATION, to: to.name, paragraphs, reason })
    await queueMail(tx, { occasion: `${occasion}:${to.id}`, to, subject, body }, by.at)
  }
}
