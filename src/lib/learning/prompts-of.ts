const PROMPT = /<Reflect\s+id="([^"]+)"\s*>([\s\S]*?)<\/Reflect>/g

/** What a text of `src/content` asks its readers to think about: the words of each prompt, by its id. */
export function promptsOf(body: string): Map<string, string> {
  return new Map([...body.matchAll(PROMPT)].map(([, id = '', text = '']) => [id, inWords(text)]))
}

/** Without tags and the marks of Markdown. */
const inWords = (text: string) =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
