import { findIdentifiers } from '#lib/identifiers/guard.ts'
import { plainText } from './pasted.ts'

const LARGEST = 60_000

/** The text of an uploaded CSV file, or why it is not read. UTF-8 strictly, else ISO-8859-1. */
export async function textOfCsv(file: File): Promise<{ text: string } | { refused: string }> {
  if (file.size > LARGEST)
    return { refused: `The file must be ${LARGEST / 1000} kB or less. Figures of one measure are never more` }
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes.includes(0))
    return { refused: 'The file must be CSV. Save the sheet as “CSV UTF-8” and choose that file' }
  const text = plainText(decoded(bytes))
  if (findIdentifiers(text).some(({ verdict }) => verdict !== 'warn'))
    return {
      refused:
        'The file contains what looks like an NHS number. Take it out: nothing about a patient may be kept here',
    }
  return { text }
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}
