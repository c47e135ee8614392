import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Whole faces, not a "latin" part of one: Welsh and Polish names need them. */
const FACES = {
  regular: '@expo-google-fonts/open-sans/400Regular/OpenSans_400Regular.ttf',
  medium: '@expo-google-fonts/open-sans/600SemiBold/OpenSans_600SemiBold.ttf',
  bold: '@expo-google-fonts/open-sans/700Bold/OpenSans_700Bold.ttf',
} as const
export type Face = keyof typeof FACES
export const faces = Object.keys(FACES) as Face[]

const loaded = new Map<Face, Uint8Array>()

/** Read once and kept: the same bytes for every certificate. */
export function fontOf(face: Face): Uint8Array {
  const font = loaded.get(face) ?? readFileSync(locate(FACES[face]))
  loaded.set(face, font)
  return font
}

/** Beside this file, or beside the bundle that carries it, or where the server was started. */
function locate(file: string): string {
  const here = join(process.cwd(), 'node_modules', file)
  if (existsSync(here)) return here
  return createRequire(import.meta.url).resolve(file)
}
