import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { watchedChemicals } from '../presentations.ts'
import { numberIn, textIn, textsIn } from '../reading/cells.ts'
import type { OnWatchedRow, WatchedRow } from '../reading/reading.ts'
import { scanRows } from '../reading/rows.ts'

/** Where the rows of imported files are kept that a measure counts or may come to count. */
export const keptFolder = (dataDir: string) => join(dataDir, 'prescribing')
export const keptFileOf = (importId: string) => `${importId}.csv.gz`

const HEADINGS = 'practice,month,presentation,name,quantity,items,total,cost'
const FLUSHED_AT = 256 * 1024
/** 17 MB for a national month instead of 14, and time that nobody waits for. */
const QUICK = 3

/** Writes rows to a compressed file of their own while they are read. Nothing is made when there are none. */
export function keepRows(folder: string, importId: string) {
  const path = join(folder, keptFileOf(importId))
  let gzip: ReturnType<typeof createGzip> | undefined
  let written: Promise<void> | undefined
  let text = ''

  function begin() {
    gzip = createGzip({ level: QUICK })
    const file = gzip
    written = mkdir(folder, { recursive: true, mode: 0o700 }).then(() =>
      pipeline(file, createWriteStream(path, { flags: 'wx', mode: 0o600 })),
    )
    written.catch(() => undefined)
    text = `${[...watchedChemicals].join(' ')}\n${HEADINGS}\n`
    return gzip
  }

  return {
    row: (({ practiceCode, month, presentation, name, quantity, items, total, cost }) => {
      gzip ??= begin()
      text += `${practiceCode},${month},${presentation},${quoted(name)},${quantity},${items},${total},${cost}\n`
      if (text.length < FLUSHED_AT) return
      gzip.write(text)
      text = ''
    }) satisfies OnWatchedRow,
    /** Answers the name of the file, or null when there was nothing to keep. */
    async finish(): Promise<string | null> {
      if (!gzip) return null
      gzip.end(text)
      await written
      return keptFileOf(importId)
    },
    async discard() {
      if (!gzip) return
      gzip.destroy()
      await written?.catch(() => undefined)
      await rm(path, { force: true })
    },
  }
}

const quoted = (name: string) => (/[",\n\r]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)

/** Removes what was kept of an import that is discarded. */
export const removeKept = (folder: string, keptFile: string | null) =>
  keptFile === null ? undefined : rm(join(folder, keptFile), { force: true })

/**
 * Reads kept rows to their end; the object is used again for each. Answers the chemicals that were watched when
 * they were kept: of any other, nothing is in there. Throws when there is no such file or it is damaged.
 */
export async function readKeptRows(
  folder: string,
  keptFile: string,
  each: OnWatchedRow,
): Promise<ReadonlySet<string>> {
  const source = createReadStream(join(folder, keptFile))
  await once(source, 'open')
  const row: WatchedRow = { ...NO_ROW }
  let watched: ReadonlySet<string> | undefined
  let headed = false
  const text = source.pipe(createGunzip())
  source.once('error', (fault) => text.destroy(fault))
  await scanRows(text as AsyncIterable<Uint8Array>, {
    each: (read) => {
      if (!watched) {
        watched = new Set(textIn(read, 0).split(' '))
        return
      }
      if (!headed) {
        headed = true
        if (textsIn(read).join() !== HEADINGS) throw new Error(`${keptFile} holds something else`)
        return
      }
      row.practiceCode = textIn(read, 0)
      row.month = textIn(read, 1)
      row.presentation = textIn(read, 2)
      row.name = textIn(read, 3)
      row.quantity = numberIn(read, 4)
      row.items = numberIn(read, 5)
      row.total = numberIn(read, 6)
      row.cost = numberIn(read, 7)
      each(row)
    },
  })
  return watched ?? new Set()
}

const NO_ROW: WatchedRow = {
  practiceCode: '',
  month: '',
  presentation: '',
  name: '',
  quantity: 0,
  items: 0,
  total: 0,
  cost: 0,
}
