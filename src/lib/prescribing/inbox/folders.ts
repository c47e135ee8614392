import { access, mkdir, rename, writeFile } from 'node:fs/promises'
import { join, parse } from 'node:path'
import type { importRuns } from '#db/schema/import-runs.ts'
import type { ImportResult } from '../import-result.ts'
import { inPlainText } from '../problems.ts'

/** What lands here is imported by itself. Nothing in it is ever deleted: it is moved, with a note where it was refused. */
export const INBOX = 'inbox'
export const inboxFolder = (dataDir: string) => join(dataDir, INBOX)

type Run = Pick<typeof importRuns.$inferSelect, 'id' | 'fileName' | 'waitsAt'>

/** Where a file of the inbox lies while it is read, from DATA_DIR. Two of one name keep apart. */
export const whileRead = ({ id, fileName }: Pick<Run, 'id' | 'fileName'>) =>
  join(INBOX, 'reading', `${id} ${fileName}`)

/** Moves a file that was read to where its outcome belongs; answers where, from DATA_DIR, while it waits for a decision. */
export async function settleInInbox(dataDir: string, run: Run, result: ImportResult): Promise<string | null> {
  if (run.waitsAt === null) return null
  const from = join(dataDir, run.waitsAt)
  if (result.status === 'needs_decision') {
    const waitsAt = join(INBOX, 'undecided', `${run.id} ${run.fileName}`)
    await moveTo(from, join(dataDir, waitsAt))
    return waitsAt
  }
  const folder = join(inboxFolder(dataDir), result.status === 'rejected' ? 'refused' : 'done')
  const path = await freeName(folder, run.fileName)
  await moveTo(from, path)
  if (result.status === 'rejected') await writeFile(`${path}.txt`, whyRefused(result), { mode: 0o600 })
  return null
}

/** Puts a file aside that was never read. */
export async function refuseInInbox(dataDir: string, name: string, why: string) {
  const path = await freeName(join(inboxFolder(dataDir), 'refused'), fittingName(name))
  await moveTo(join(inboxFolder(dataDir), name), path)
  await writeFile(`${path}.txt`, `${why}\n`, { mode: 0o600 })
}

/** Of a cancelled run: it is neither done nor refused. */
export async function putAside(dataDir: string, { waitsAt, fileName }: Run) {
  if (waitsAt === null) return
  await moveTo(join(dataDir, waitsAt), await freeName(join(inboxFolder(dataDir), 'not-imported'), fileName))
}

export async function moveTo(from: string, to: string) {
  await mkdir(parse(to).dir, { recursive: true, mode: 0o700 })
  if (from !== to) await rename(from, to)
}

/** File systems take names of 255 bytes. Ours get an id before them, or a note of the same name with `.txt` after it. */
const MOST_NAME_BYTES = 200

/** The name under which a file of the inbox is known from now on: when it is very long, its end. */
export function fittingName(name: string): string {
  const bytes = Buffer.from(name)
  if (bytes.length <= MOST_NAME_BYTES) return name
  return bytes
    .subarray(-MOST_NAME_BYTES)
    .toString()
    .replace(/^\ufffd+/, '')
}

async function freeName(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = parse(name)
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? name : `${stem} (${number})${ext}`)
    const taken = await access(path).then(
      () => true,
      () => false,
    )
    if (!taken) return path
  }
}

const whyRefused = ({ problems }: ImportResult) => problems.map(inPlainText).join('')
