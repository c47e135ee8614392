import { findIdentifiers } from '#lib/identifiers/guard.ts'
import { nameInWords } from '#lib/practices/names.ts'

const WRITTEN = /^[\p{L}\d &',.()/-]{3,100}$/u
const CAPITALS = /\b(nhs|icb|ccg|stp)\b/gi

/** What an area is called until a file names it. */
export const unnamed = (code: string) => `Sub-ICB location ${code}`

/**
 * "NHS Devon ICB – 15N" of PCO_NAME "NHS DEVON ICB - 15N". Undefined for what is no name of an area: it is stored and
 * shown to everyone.
 */
export function areaNameIn(text: string): string | undefined {
  const written = text.trim().replace(/\s+/g, ' ')
  if (!WRITTEN.test(written) || findIdentifiers(written).length > 0) return undefined
  return nameInWords(written)
    .replace(CAPITALS, (word) => word.toUpperCase())
    .replace(/ - ([\da-z]{3})$/i, (_, code: string) => ` – ${code.toUpperCase()}`)
}
