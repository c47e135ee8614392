import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { z } from 'astro/zod'

const text = z.string().min(1)
const day = z.iso.date()
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case words joined by hyphens')
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time as 'HH:MM'")
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).min(1)
/** Within the site: a file under `public/toolkit/`, offered with what it is and how large it is. */
const download = z.strictObject({
  id: slug,
  title: text,
  file: z.string().regex(/^\/toolkit\/[a-z0-9.-]+$/, 'Put the file into public/toolkit/'),
  format: z.enum(['PDF', 'SVG', 'CSV', 'plain text']),
  /** In words, such as "14 kB"; a test compares it with the file. */
  size: text,
})
/** By link only, so nothing is loaded from elsewhere; whoever cannot watch reads the transcript. */
const video = z.strictObject({
  id: slug,
  title: text,
  url: z.url({ protocol: /^https$/ }),
  minutes: z.int().positive(),
  transcript: text,
})
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** A source; the pages number sources in the order in which a file lists them. */
export const referenceSchema = z.strictObject({
  /** What <Cite id> and `source` name. */
  id: slug,
  title: text,
  publisher: text,
  /** A date, a year, or words such as "Undated". */
  published: text,
  url: z.url(),
  /** The day on which we last compared what we say with what the source says. */
  checkedOn: day,
})
const references = z.array(referenceSchema).min(4).refine(unique, 'Two references share an id')

/** How far a project is; each is the subject of one collaborative session. */
export const stages = [
  'problem',
  'understanding',
  'strategy and change ideas',
  'testing',
  'showing improvement',
] as const
/** Ids of the programme's focus areas and mechanisms; a test compares them with the programme. */
const tags = z.array(slug).refine((ids) => new Set(ids).size === ids.length, 'A tag is there twice')

/** One line of the timetable template, from which a cohort's dates are made. It holds no date itself. */
const timetableLine = z.strictObject({
  /** The part of a session's id after the programme. */
  session: slug,
  /** 0 is the week, from Monday, of the cohort's first date. */
  week: z.int().nonnegative(),
  weekday: z.enum(weekdays),
  starts: clock,
  ends: clock,
})

export const programmeSchema = z.strictObject({
  title: text,
  summary: text,
  /** Who may join, one kind of person a line. */
  audience: listOf(text),
  /** What a project may be about. */
  focusAreas: listOf(z.strictObject({ id: slug, title: text, summary: text })),
  /** What someone who joins agrees to. */
  commitments: listOf(text),
  /** How long it lasts. */
  months: z.int().positive(),
  /** Improvement work in the action periods; taught hours come on top. */
  hoursPerMonth: z.number().positive(),
  /** On what the certificate depends. */
  accreditation: text,
  /** Generic: an installation shows the name from its settings. */
  organiser: text,
  timetable: listOf(timetableLine),
  /** What helps prescribers to taper; change ideas are tagged with these. `source` is a reference's id. */
  mechanisms: listOf(z.strictObject({ id: slug, title: text, summary: text, source: slug })),
  references,
})

const option = z.strictObject({
  id: z.string().regex(/^[a-z]$/),
  text,
  correct: z.boolean(),
  /** Why it is right, or why it is not. */
  explanation: text,
})

/** A question of a knowledge check. People's answers refer to the ids: never reuse one for something else. */
export const checkSchema = z.strictObject({
  id: slug,
  question: text,
  options: z
    .array(option)
    .min(2)
    .refine(unique, 'Two options share an id')
    .refine((options) => options.filter(({ correct }) => correct).length === 1, 'One option is correct'),
})

const check = listOf(checkSchema).refine(unique, 'Two questions share an id')
const keyFact = z.strictObject({ fact: text, source: slug })
export const sessionSchema = z
  .strictObject({
    /** The id of the programme it belongs to. */
    programme: slug,
    kind: z.enum(['masterclass', 'collaborative session', 'celebration']),
    /** Counts within the kind, from 1. */
    number: z.int().positive(),
    title: text,
    summary: text,
    minutes: z.int().positive(),
    place: z.enum(['online', 'face to face']),
    /** How far projects are; only collaborative sessions have one. */
    stage: z.enum(stages).optional(),
    /** What someone can do afterwards. */
    objectives: z.array(text).min(3).max(5),
    /** The running order; its minutes add up to `minutes`. */
    outline: listOf(z.strictObject({ title: text, minutes: z.int().positive() })),
    /** What to remember; each `source` is a reference's id. */
    keyFacts: z.array(keyFact).min(4).max(8),
    /** What to read, bring or do before. */
    preparation: listOf(text),
    /** When its authors last read it through, and when that is due again. */
    reviewedOn: day,
    reviewDueOn: day,
    readingMinutes: z.int().positive(),
    /** The knowledge check. */
    check: check.optional(),
    video: video.optional(),
    downloads: z.array(download).refine(unique, 'Two downloads share an id').default([]),
    references,
  })
  .refine(outlineAddsUp, { path: ['outline'], error: 'The outline does not add up to the minutes' })
  .refine(stageFitsKind, { path: ['stage'], error: 'Collaborative sessions have a stage, others none' })
  .refine(factsAreSourced, { path: ['keyFacts'], error: 'A source is not among the references' })

/** One method of improvement with a worked example; useful whatever a programme is about. */
export const toolSchema = z.strictObject({
  title: text,
  summary: text,
  /** Where it stands in the toolkit. */
  order: z.int().positive(),
  stages: listOf(z.enum(stages)),
  focusAreas: tags.default([]),
  mechanisms: tags.default([]),
  readingMinutes: z.int().positive(),
  objectives: z.array(text).min(3).max(5),
  reviewedOn: day,
  reviewDueOn: day,
  check: check.refine(({ length }) => length >= 3 && length <= 5, 'Ask three to five questions'),
  downloads: listOf(download).refine(unique, 'Two downloads share an id'),
  /** Ids of the sessions collection: programme/session. */
  relatedSessions: listOf(z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/)),
  references,
})

export const resourceKinds = [
  'guideline',
  'evidence',
  'tool',
  'leaflet',
  'patient story',
  'video',
  'dataset',
] as const
/** One thing on the shelf: a page elsewhere, or a file of ours. Its id is the name of its file. */
export const resourceSchema = z
  .strictObject({
    title: text,
    kind: z.enum(resourceKinds),
    /** What is written for patients is kept apart from what is written for clinicians. */
    audience: z.enum(['clinician', 'patient']),
    url: z.url({ protocol: /^https$/ }).optional(),
    download: download.optional(),
    publisher: text,
    published: text,
    /** The day on which we last compared the summary with a stored copy of the page. */
    checkedOn: day,
    focusAreas: tags,
    mechanisms: tags,
    stages: z.array(z.enum(stages)),
    /** In our own words: what it holds, and for whom it is of use. */
    summary: text,
  })
  .refine(({ url, download }) => (url === undefined) !== (download === undefined), 'Give a url or a download')

/** `reviewedOn`: the day on which the page was last read against what the software does. */
export const legalSchema = z.strictObject({ title: text, summary: text, reviewedOn: day })

/** `order`: where the page stands in the list of help pages. */
export const helpSchema = z.strictObject({ title: text, summary: text, order: z.int().positive() })

function unique(items: readonly { id: string }[]) {
  return new Set(items.map(({ id }) => id)).size === items.length
}

function outlineAddsUp(session: { outline: { minutes: number }[]; minutes: number }) {
  return session.outline.reduce((total, part) => total + part.minutes, 0) === session.minutes
}

function stageFitsKind(session: { kind: string; stage?: string | undefined }) {
  return (session.stage !== undefined) === (session.kind === 'collaborative session')
}

function factsAreSourced(session: { keyFacts: { source: string }[]; references: { id: string }[] }) {
  return session.keyFacts.every(({ source }) => session.references.some(({ id }) => id === source))
}

/** The programme "a" is a/index.mdx, its session "a/why" is a/sessions/02-why.mdx; other ids are file names. */
const generateId = ({ entry }: { entry: string }) =>
  entry.replace(/(\/index)?\.mdx$/, '').replace(/\/sessions\/(\d+-)?/, '/')

const mdx = (folder: string, name: string) =>
  glob({ base: `./src/content/${folder}`, pattern: `${name}.mdx`, generateId })

export const collections = {
  programmes: defineCollection({ loader: mdx('programmes', '*/index'), schema: programmeSchema }),
  sessions: defineCollection({ loader: mdx('programmes', '*/sessions/*'), schema: sessionSchema }),
  toolkit: defineCollection({ loader: mdx('toolkit', '*'), schema: toolSchema }),
  resources: defineCollection({
    loader: glob({ base: './src/content/resources', pattern: '*.yaml' }),
    schema: resourceSchema,
  }),
  legal: defineCollection({ loader: mdx('legal', '*'), schema: legalSchema }),
  help: defineCollection({ loader: mdx('help', '*'), schema: helpSchema }),
}
