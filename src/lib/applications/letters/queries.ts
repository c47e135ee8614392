import { and, eq } from 'drizzle-orm'
import { letterTemplates } from '#db/schema/applications.ts'
import { people } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'
import type { Wording } from './fill.ts'
import { type LetterId, templateOf } from './templates.ts'

/** How a cohort words a letter: as its facilitators wrote it, else as the code has it. */
export async function getWording(reader: Reader, cohortId: string, letter: LetterId): Promise<Wording> {
  const [own] = await reader
    .select({ subject: letterTemplates.subject, body: letterTemplates.body })
    .from(letterTemplates)
    .where(and(eq(letterTemplates.cohortId, cohortId), eq(letterTemplates.letter, letter)))
  const { subject, body } = own ?? templateOf(letter)
  return { subject, body }
}

/** The letters that a cohort has reworded, with who did it last. */
export const listReworded = (reader: Reader, cohortId: string) =>
  reader
    .select({ letter: letterTemplates.letter, at: letterTemplates.changedAt, by: people.name })
    .from(letterTemplates)
    .innerJoin(people, eq(people.id, letterTemplates.changedBy))
    .where(eq(letterTemplates.cohortId, cohortId))
