import { readProgramme } from '#lib/programmes/programme-files.ts'
import type { ProgrammeFacts } from './values.ts'

/** What letters say of a programme, for jobs, which run without the site's content. */
export async function readFacts(slug: string): Promise<ProgrammeFacts> {
  const { title, months, hoursPerMonth } = await readProgramme(slug)
  return { title, months, hoursPerMonth }
}
