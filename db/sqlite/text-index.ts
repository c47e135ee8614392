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
  /** The best matches first. Each word may go on: "tap" finds "tapering". */
  find(words: readonly string[], joined: 'all' | 'any', most: number): Hit[]
  /** Every word in the documents, as it is written there, with the number of documents it is in. */
  words(): ReadonlyMap<string, number>
}

export const MARK = '\u0002'
export const UNMARK = '\u0003'
/** How much a match counts in each column: the id not at all, the title most. */
const WEIGHTS = '0, 12, 6, 4, 1'
const EXCERPT_WORDS = 28

/** A full-text index of a few hundred documents, held in memory and gone with the process. */
export function openTextIndex(documents: readonly TextDocument[]): TextIndex {
  const database = new Database(':memory:')
  const columns = 'id unindexed, title, tags, summary, body'
  database.exec(`create virtual table documents using fts5(${columns}, tokenize = 'porter unicode61');
    create virtual table spellings using fts5(text, tokenize = 'unicode61');
    create virtual table vocabulary using fts5vocab(spellings, row);`)
  const insert = database.prepare('insert into documents values (@id, @title, @tags, @summary, @body)')
  const spell = database.prepare('insert into spellings values (?)')
  database.transaction(() => {
    for (const document of documents) {
      const { title, tags, summary, body } = document
      insert.run(document)
      spell.run([title, tags, summary, body].join('\n'))
    }
  })()
  const rows = database.prepare('select term, doc from vocabulary').all() as { term: string; doc: number }[]
  const words = new Map(rows.map(({ term, doc }) => [term, doc]))
  const search = database.prepare(
    `select id, snippet(documents, -1, '${MARK}', '${UNMARK}', '…', ${EXCERPT_WORDS}) as excerpt
     from documents where documents match ? order by bm25(documents, ${WEIGHTS}) limit ?`,
  )
  return {
    words: () => words,
    find(asked, joined, most) {
      const terms = asked.map((word) => `"${word.replaceAll('"', '')}"*`)
      if (terms.length === 0) return []
      return search.all(terms.join(joined === 'all' ? ' AND ' : ' OR '), most) as Hit[]
    },
  }
}
