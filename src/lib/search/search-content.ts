import { openTextIndex, type TextIndex } from '#db/text-index.ts'
import { listTexts, type Text } from '#lib/programmes/catalogue.ts'
import { type Found, findTexts } from './find-texts.ts'
import { plainText } from './plain-text.ts'

interface Library {
  texts: Map<string, Text>
  index: TextIndex
}
let library: Promise<Library> | undefined

/** Reads all that is published once; the content changes only with a new build. */
async function openLibrary(): Promise<Library> {
  const texts = await listTexts()
  return {
    texts: new Map(texts.map((text) => [text.id, text])),
    index: await openTextIndex(documentsOf(texts)),
  }
}

/** One at a time, so that nobody waits for all of them. */
function* documentsOf(texts: readonly Text[]) {
  for (const { id, title, summary, tags, body } of texts)
    yield { id, title, summary, tags: tags.join(' · '), body: plainText(body) }
}

/** Looks through everything that is taught, the toolkit, the shelf and the help. */
export async function searchContent(query: string) {
  library ??= openLibrary()
  const { texts, index } = await library
  const { found, instead } = findTexts(index, query)
  const results = found.flatMap((one: Found) => {
    const text = texts.get(one.id)
    return text ? [{ ...text, excerpt: excerptOf(text, one) }] : []
  })
  return { results, instead }
}

/** Where only the title has what was looked for, it is above already: the summary says more. */
function excerptOf({ title, summary }: Text, { excerpt }: Found): Found['excerpt'] {
  const isTitle = excerpt.map(({ text }) => text).join('') === title
  return isTitle ? [{ text: summary, isMatch: false }] : excerpt
}
