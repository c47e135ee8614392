import { parse } from 'yaml'
import { readProjectFile, sourceFiles } from './source.ts'

export interface Reference {
  id: string
  title: string
  publisher: string
  published: string
  url: string
  checkedOn: string
}
export interface Download {
  id: string
  file: string
  format: string
  size: string
}
export interface Text {
  path: string
  /** The fields between the lines of dashes. */
  head: {
    references?: Reference[]
    keyFacts?: { source: string }[]
    mechanisms?: (string | { id: string; source: string })[]
    focusAreas?: (string | { id: string })[]
    check?: { id: string }[]
    downloads?: Download[]
    relatedSessions?: string[]
    reviewedOn?: string
    reviewDueOn?: string
    video?: { id: string }
  }
  body: string
}
export interface Shelved {
  path: string
  id: string
  kind: string
  audience: string
  url?: string
  publisher: string
  published: string
  checkedOn: string
  focusAreas: string[]
  mechanisms: string[]
  summary: string
}

/** Every text of src/content, read as plain files: what the build checks one by one is compared here across files. */
export const texts: Text[] = sourceFiles('src/content', ['.mdx']).map(({ path, text }) => {
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? []
  return { path, head: parse(head), body }
})

export const shelf: Shelved[] = sourceFiles('src/content/resources', ['.yaml']).map(({ path, text }) => ({
  ...parse(text),
  path,
  id: path.replace(/^.*\/|\.yaml$/g, ''),
}))

export const checkedLinks: { url: string; checkedOn?: string; unchecked?: string }[] = parse(
  readProjectFile('src/content/checked-links.yaml'),
)

/** The ids of what people's answers and bookmarks refer to: `kind id`, in the order of the files. */
export function itemIds(): string[] {
  const inTexts = texts.flatMap(({ head, body }) => [
    ...(head.check ?? []).map(({ id }) => `question ${id}`),
    ...(head.video ? [`video ${head.video.id}`] : []),
    ...[
      ...body.matchAll(
        /<(ReadTo|Reflect|Vignette|DecisionPoint|DrugTable|DriverDiagram|Fishbone|ProcessMap|StakeholderGrid)\s+id="([^"]+)"/g,
      ),
    ].map(([, part, id]) => `${part} ${id}`),
  ])
  return [...inTexts, ...shelf.map(({ id }) => `resource ${id}`)]
}
