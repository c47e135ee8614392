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
const TOOLKIT = 'src/content/toolkit'

const Timetable = z.object({
  title: z.string(),
  months: z.number(),
  hoursPerMonth: z.number(),
  mechanisms: z.array(z.object({ id: z.string() })),
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
const Option = z.object({ id: z.string(), text: z.string(), correct: z.boolean(), explanation: z.string() })
const TeachingHead = z.object({
  readingMinutes: z.number(),
  check: z.array(z.object({ id: z.string(), question: z.string(), options: z.array(Option) })).default([]),
})

async function readParts(file: string): Promise<{ head: unknown; body: string }> {
  const [, yaml, body = ''] =
    /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(await readFile(file, 'utf8')) ?? []
  if (yaml === undefined) throw new Error(`${file} has no front matter`)
  return { head: parse(yaml), body }
}
const frontMatter = async (file: string) => (await readParts(file)).head

/** A teaching page as people's records name it: `toolkit/pdsa`, `opioid-stewardship/testing`. */
export async function readTeachingPage(page: string) {
  const [folder = '', slug = ''] = page.split('/')
  const sessions = join(process.cwd(), CONTENT, folder, 'sessions')
  const isIt = (name: string) => name.replace(/^\d+-/, '') === `${slug}.mdx`
  const file =
    folder === 'toolkit'
      ? join(process.cwd(), TOOLKIT, `${slug}.mdx`)
      : join(sessions, (await readdir(sessions)).find(isIt) ?? slug)
  const { head, body } = await readParts(file)
  return { page, body, ...TeachingHead.parse(head) }
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
  const { timetable: slots, mechanisms, ...facts } = programme
  return { ...facts, slots, mechanisms: mechanisms.map(({ id }) => id), topics: new Map(topics) }
}
