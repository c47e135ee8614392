import Database from 'better-sqlite3'

export interface TextDocument {
  id: string
  title: string
  tags: string
  summary: string
  body: string
}

/** `excerpt` marks what was found between MARK and UNMARK. */
export interface Hit {
  id: string
  excerpt: string
}

export interface TextIndex {
  /** Whether any document has a word that is, or begins with, this one. */
  has(word: string): boolean
  /**
   * The best matches first. Each item is a word or a few words in a row, with others that count as the same. The last
   * word may go on: "tap" finds "tapering".
   */
  find(items: readonly (readonly string[])[], joined: 'all' | 'any', most: number): Hit[]
  /** Every word in the documents, as it is written there, with the number of documents it is in. */
  words(): ReadonlyMap<string, number>
}

export const MARK = '\u0002'
export const UNMARK = '\u0003'
/** How much a match counts in each column: the id not at all, the title most. */
const WEIGHTS = '0, 12, 6, 4, 1'
const EXCERPT_WORDS = 28
/** How long the main thread is held while the index is built, before others have their turn. */
const SLICE_MS = 5

/** A full-text index of a few hundred documents, held in memory and gone with the process. */
export async function openTextIndex(documents: Iterable<TextDocument>): Promise<TextIndex> {
  const database = new Database(':memory:')
  const columns = 'id unindexed, title, tags, summary, body'
  database.exec(`create virtual table documents using fts5(${columns}, tokenize = 'porter unicode61');
    insert into documents(documents, rank) values ('rank', 'bm25(${WEIGHTS})');
    create virtual table spellings using fts5(text, tokenize = 'unicode61');
    create virtual table vocabulary using fts5vocab(spellings, row);`)
  const insert = database.prepare('insert into documents values (@id, @title, @tags, @summary, @body)')
  const spell = database.prepare('insert into spellings values (?)')
  let began = performance.now()
  for (const document of documents) {
    const { title, tags, summary, body } = document
    insert.run(document)
    spell.run([title, tags, summary, body].join('\n'))
    if (performance.now() - began < SLICE_MS) continue
    await new Promise(setImmediate)
    began = performance.now()
  }
  const rows = database.prepare('select term, doc from vocabulary').all() as { term: string; doc: number }[]
  const words = new Map(rows.map(({ term, doc }) => [term, doc]))
  const any = database.prepare('select 1 from documents where documents match ? limit 1')
  const search = database.prepare(
    `select id, snippet(documents, -1, '${MARK}', '${UNMARK}', '…', ${EXCERPT_WORDS}) as excerpt
     from documents where documents match ? order by rank limit ?`,
  )
  return {
    words: () => words,
    has: (word) => any.get(quoted(word)) !== undefined,
    find(items, joined, most) {
      const terms = items.map((item) => `(${item.map(quoted).join(' OR ')})`)
      if (terms.length === 0) return []
      return search.all(terms.join(joined === 'all' ? ' AND ' : ' OR '), most) as Hit[]
    },
  }
}

/** One letter alone does not go on: half of all words begin with it. */
const quoted = (words: string) => `"${words.replaceAll('"', '')}"${words.length > 1 ? '*' : ''}`
