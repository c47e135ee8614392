import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { sessionKinds } from '#db/schema/sessions.ts'

/**
 * The same programmes as `catalogue.ts`, for commands that run outside the site. Only what a timetable needs
 * is read; the site's build checks the whole files.
 */
const CONTENT = 'src/content/programmes'

const Timetable = z.object({
  title: z.string(),
  months: z.number(),
  hoursPerMonth: z.number(),
  timetable: z.array(
    z.object({
      session: z.string(),
      week: z.number(),
      weekday: z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
      starts: z.string(),
      ends: z.string(),
    }),
  ),
})
const TopicHead = z.object({ kind: z.enum(sessionKinds), title: z.string(), place: z.string() })

async function frontMatter(file: string): Promise<unknown> {
  const [, yaml] = /^---\r?\n([\s\S]*?)\r?\n---/.exec(await readFile(file, 'utf8')) ?? []
  if (yaml === undefined) throw new Error(`${file} has no front matter`)
  return parse(yaml)
}

export async function readProgramme(slug: string) {
  const folder = join(process.cwd(), CONTENT, slug)
  const programme = Timetable.parse(await frontMatter(join(folder, 'index.mdx')))
  const files = (await readdir(join(folder, 'sessions'))).filter((name) => name.endsWith('.mdx'))
  const topics = await Promise.all(
    files.map(async (name) => {
      const topic = TopicHead.parse(await frontMatter(join(folder, 'sessions', name)))
      return [name.replace(/^\d+-/, '').replace(/\.mdx$/, ''), topic] as const
    }),
  )
  const { title, months, hoursPerMonth, timetable: slots } = programme
  return { title, months, hoursPerMonth, slots, topics: new Map(topics) }
}
