import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What is told of a fault that whoever gave the command can mend. */
export class CannotBackUp extends Error {}

/** Every file below a folder, by its path within it with `/`. Links are not followed. */
export async function filesBelow(folder: string, within = ''): Promise<string[]> {
  const entries = await readdir(join(folder, within), { withFileTypes: true })
  const found = await Promise.all(
    entries.map((entry) => {
      const path = within === '' ? entry.name : `${within}/${entry.name}`
      if (entry.isDirectory()) return filesBelow(folder, path)
      return entry.isFile() ? [path] : []
    }),
  )
  return found.flat().sort()
}

/** Copies one file and waits until it is on the disk. Answers false when it is gone meanwhile. */
export async function copyInto(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  try {
    await copyFile(from, to)
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return false
    throw error
  }
  await flush(to)
  return true
}

/** Waits until a file, or the names in a folder, are on the disk. */
export async function flush(path: string) {
  const handle = await open(path)
  await handle.sync()
  await handle.close()
}

export async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece)
  return hash.digest('hex')
}

export async function sizeOf(folder: string, paths: Iterable<string>): Promise<number> {
  const sizes = await Promise.all([...paths].map(async (path) => (await stat(join(folder, path))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
