import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '#lib/ids.ts'

/** Below DATA_DIR: files that were uploaded, until they are imported or decided about. */
export const UPLOADS = 'uploads'
export const uploadsFolder = (dataDir: string) => join(dataDir, UPLOADS)

/** Takes a received file over; answers where it lies from DATA_DIR. Its own name is never part of a path. */
export async function takeUpload(dataDir: string, received: string): Promise<string> {
  const waitsAt = join(UPLOADS, `${newId()}.part`)
  await rename(received, join(dataDir, waitsAt))
  return waitsAt
}
