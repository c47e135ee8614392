import { findIdentifiers } from '#lib/identifiers/guard.ts'

/** Letters first, and nothing that a page or a spreadsheet could run. */
const WRITTEN = /^[\p{L}\d][\p{L}\d .,%/()+'&_-]{2,79}$/u
/** Nearly every presentation of the BNF says how strong it is; nobody's name or address does. */
const STRENGTH = /\d ?(mg|mcg|micrograms?|nanograms?|g|ml|mmol|units?|iu|%)(?![a-z])/i

/**
 * The name of a medicine as a file gives it, where it is plain that it is one: warnings are stored with an import and
 * others read them, so they hold no other text of a file. Undefined for anything else.
 */
export function medicineNameIn(text: string): string | undefined {
  const name = text.trim().replace(/\s+/g, ' ')
  return WRITTEN.test(name) && STRENGTH.test(name) && findIdentifiers(name).length === 0 ? name : undefined
}

/** “Oramorph 10mg/5ml oral solution” (0407020Q0BCAAAC), or the code alone. */
export function medicineInWords({ code, name }: { code: string | undefined; name: string }): string {
  const known = medicineNameIn(name)
  return known ? `“${known}” (${code})` : `the BNF code ${code}`
}
