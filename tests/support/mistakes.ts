import type { z } from 'zod'

/** What a form says of each field that is wrong: the first message of each, as its page shows it. */
export function mistakesOf(form: z.ZodType, typed: unknown): Record<string, string> {
  const said: Record<string, string> = {}
  for (const { path, message } of form.safeParse(typed).error?.issues ?? []) said[path.join('.')] ??= message
  return said
}
