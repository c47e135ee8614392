/** What a person writes at a prompt of a page. */
export interface Written {
  prompt: string
  promptText: string
  text: string
  shared: boolean
}

interface Kept {
  prompt: string
  promptText: string
  text: string
  sharedAt: Date | null
}

export const keptAsWritten = (kept: readonly Kept[]): Written[] =>
  kept.map(({ prompt, promptText, text, sharedAt }) => ({
    prompt,
    promptText,
    text,
    shared: sharedAt !== null,
  }))

/**
 * A text and who reads it are one box: a text that was shared in another tab must not be written over by one that
 * its writer took for private.
 */
export const boxesOf = (written: readonly Written[]): Record<string, string> =>
  Object.fromEntries(
    written.map(({ prompt, text, shared }) => [prompt, text !== '' && shared ? `shared\n${text}` : text]),
  )
