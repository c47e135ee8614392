import { type CollectionEntry, getCollection, getEntry } from 'astro:content'

/** What is taught, read from `src/content/programmes`. It has no dates: those belong to cohorts. */
export type Programme = CollectionEntry<'programmes'>['data'] & { slug: string }
export type Topic = CollectionEntry<'sessions'>['data'] & { slug: string; programme: string }

/** A page of the toolkit. Its methods serve every programme; its worked examples come from one. */
export type Tool = CollectionEntry<'toolkit'>['data'] & { slug: string }
/** An entry of the resource shelf; `id` never changes, since bookmarks refer to it. */
export type Resource = CollectionEntry<'resources'>['data'] & { id: string }

const topicOf = (entry: CollectionEntry<'sessions'>): Topic => ({
  ...entry.data,
  slug: entry.id.slice(entry.id.indexOf('/') + 1),
})

export async function listProgrammes(): Promise<Programme[]> {
  const entries = await getCollection('programmes')
  return entries.map((entry) => ({ ...entry.data, slug: entry.id }))
}

export async function findProgramme(slug: string | undefined): Promise<Programme | undefined> {
  const entry = slug ? await getEntry('programmes', slug) : undefined
  return entry && { ...entry.data, slug: entry.id }
}

/** The programme of something that exists, so it must be there: a cohort outlives no programme. */
export async function getProgramme(slug: string): Promise<Programme> {
  const programme = await findProgramme(slug)
  if (!programme) throw new Error(`src/content/programmes has no folder ${slug}`)
  return programme
}

/** Every topic of a programme, in the order of its timetable. */
export async function listTopics(programme: Programme): Promise<Topic[]> {
  const entries = await getCollection('sessions', ({ data }) => data.programme === programme.slug)
  const order = programme.timetable.map(({ session }) => session)
  return entries.map(topicOf).sort((a, b) => order.indexOf(a.slug) - order.indexOf(b.slug))
}

/** A topic and its text, or undefined. */
export async function findTopic(programme: string | undefined, slug: string | undefined) {
  const entry = programme && slug ? await getEntry('sessions', `${programme}/${slug}`) : undefined
  return entry && { topic: topicOf(entry), entry }
}

export async function listTools(): Promise<Tool[]> {
  const entries = await getCollection('toolkit')
  return entries.map(({ id, data }) => ({ ...data, slug: id })).sort((a, b) => a.order - b.order)
}

/** A page of the toolkit and its text, or undefined. */
export async function findTool(slug: string | undefined) {
  const entry = slug ? await getEntry('toolkit', slug) : undefined
  return entry && { tool: { ...entry.data, slug: entry.id } satisfies Tool, entry }
}

/** The resource shelf by title. */
export async function listResources(): Promise<Resource[]> {
  const entries = await getCollection('resources')
  return entries
    .map(({ id, data }) => ({ ...data, id }))
    .sort((a, b) => a.title.localeCompare(b.title, 'en-GB'))
}
