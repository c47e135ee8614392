import { describe } from '#lib/audit/describe.ts'

/** An event as a sentence in which what has a name stands as `<session s1>`. */
export const told = (
  action: string,
  subject: string,
  details: Record<string, unknown> = {},
  personId = 'ann',
): string =>
  describe({ action, subject, details, personId })
    .map((part) => (typeof part === 'string' ? part : `<${part.thing} ${part.id}>`))
    .join('')

/** One event of an action and the sentence that tells it. */
export type Case = [action: string, details: Record<string, unknown>, sentence: string, subject?: string]
