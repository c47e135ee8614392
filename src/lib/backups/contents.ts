import { DATABASE } from '#db/store.ts'

export const FACTS = 'backup.json'
export const SUMS = 'SHA256SUMS'

/** What a data folder holds beside what must not be lost: files on their way in, earlier copies, the lock. */
const LEFT_OUT = /^(inbox|uploads|before-migration)(\/|$)|^server\.lock|^steward\.sqlite/

/** Whether a file of the data folder, by its path within it, is copied as it is. The database has its own way. */
export const belongsInBackup = (path: string) => !LEFT_OUT.test(path)

/** What may be in a data folder that counts as empty: what a start that failed leaves behind. */
export const isOfNoAccount = (path: string) => /^server\.lock/.test(path)

/** A SHA-256 in hexadecimal of each file, by its path. */
export type Sums = ReadonlyMap<string, string>

/** In the format of `sha256sum`, sorted by path. */
export const writeSums = (sums: Sums) =>
  [...sums]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, sum]) => `${sum}  ${path}\n`)
    .join('')

const LINE = /^([0-9a-f]{64}) [ *](.+)$/
const STAYS_INSIDE = (path: string) => !path.startsWith('/') && !path.split(/[\\/]/).includes('..')

/** Undefined when the text is no such list, or names a file outside the folder it is in. */
export function readSums(text: string): Sums | undefined {
  const found = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => LINE.exec(line))
  const sums = new Map(found.map((match) => [match?.[2] ?? '', match?.[1] ?? '']))
  const isSound =
    found.every((match) => match !== null && STAYS_INSIDE(match[2]!)) && sums.size === found.length
  return isSound && sums.has(DATABASE) && sums.has(FACTS) ? sums : undefined
}

export interface Facts {
  format: 1
  /** An instant. */
  madeAt: string
  /** Rows by table. */
  rows: Record<string, number>
}

export const writeFacts = (facts: Facts) => `${JSON.stringify(facts, null, 2)}\n`

/** Undefined when the text is of no format that this version knows. */
export function readFacts(text: string): Facts | undefined {
  try {
    const facts = JSON.parse(text)
    return facts?.format === 1 && typeof facts.madeAt === 'string' && facts.rows ? facts : undefined
  } catch {
    return undefined
  }
}
