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

/** A page that teaches, with its text as it is written. `page` is what people's records name it by. */
export interface Teaching {
  page: string
  kind: Topic['kind'] | 'tool'
  programme: string
  slug: string
  title: string
  summary: string
  readingMinutes: number
  check: NonNullable<Topic['check']>
  body: string
}

/** Every teaching page of a programme, in its order, and then the toolkit. */
export async function listTeaching(programme: Programme): Promise<Teaching[]> {
  const [sessions, toolkit] = await Promise.all([
    getCollection('sessions', ({ data }) => data.programme === programme.slug),
    getCollection('toolkit'),
  ])
  const order = programme.timetable.map(({ session }) => session)
  const taught = sessions
    .map((entry) => ({ ...topicOf(entry), body: entry.body ?? '' }))
    .sort((a, b) => order.indexOf(a.slug) - order.indexOf(b.slug))
  const tools = toolkit
    .map(({ id, data, body = '' }) => ({ ...data, slug: id, body }))
    .sort((a, b) => a.order - b.order)
  return [
    ...taught.map(({ slug, kind, title, summary, readingMinutes, check = [], body }) => {
      const page = `${programme.slug}/${slug}`
      return { page, kind, programme: programme.slug, slug, title, summary, readingMinutes, check, body }
    }),
    ...tools.map(({ slug, title, summary, readingMinutes, check, body }) => {
      const page = `toolkit/${slug}`
      return { page, kind: 'tool' as const, programme: '', slug, title, summary, readingMinutes, check, body }
    }),
  ]
}

/** Anything published that can be searched for. `kind` says where it stands. */
export interface Text {
  id: string
  kind: 'masterclass' | 'session' | 'toolkit' | 'resource' | 'patient leaflet' | 'help'
  programme: string
  slug: string
  title: string
  summary: string
  tags: string[]
  body: string
}

/** All that is published, one page or one entry of the shelf each. */
export async function listTexts(): Promise<Text[]> {
  const [programmes, tools, resources, help] = await Promise.all([
    listProgrammes(),
    getCollection('toolkit'),
    listResources(),
    getCollection('help'),
  ])
  const taught = (await Promise.all(programmes.map(listTeaching))).flat()
  const [first] = programmes
  const nameOf = (id: string) =>
    [...(first?.focusAreas ?? []), ...(first?.mechanisms ?? [])].find((tag) => tag.id === id)?.title ?? id
  return [
    ...taught
      .filter(({ kind }) => kind !== 'tool')
      .map(({ page, kind, programme, slug, title, summary, body }) => {
        const where = kind === 'masterclass' ? ('masterclass' as const) : ('session' as const)
        return { id: page, kind: where, programme, slug, title, summary, tags: [kind], body }
      }),
    ...tools.map(({ id, data, body = '' }) => ({
      id: `toolkit/${id}`,
      kind: 'toolkit' as const,
      programme: '',
      slug: id,
      title: data.title,
      summary: data.summary,
      tags: [...data.focusAreas, ...data.mechanisms].map(nameOf),
      body,
    })),
    ...resources.map(({ id, title, summary, audience, publisher, focusAreas, mechanisms }) => ({
      id: `resources/${id}`,
      kind: audience === 'patient' ? ('patient leaflet' as const) : ('resource' as const),
      programme: '',
      slug: id,
      title,
      summary,
      tags: [publisher, ...[...focusAreas, ...mechanisms].map(nameOf)],
      body: '',
    })),
    ...help.map(({ id, data, body = '' }) => ({
      id: `help/${id}`,
      kind: 'help' as const,
      programme: '',
      slug: id,
      title: data.title,
      summary: data.summary,
      tags: [],
      body,
    })),
  ]
}
