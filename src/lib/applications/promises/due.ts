const DAY_MS = 86_400_000
/** Days after which a sponsor is reminded. */
export const REMINDED_AFTER_DAYS = [5, 10] as const
/** The letter that tells the applicant that nobody answered. */
export const TIME_IS_UP = 3

/**
 * Which letter about a promise without an answer is due: 1 and 2 remind its sponsor, 3 tells the applicant; undefined
 * when the last one is the right one still. After a long pause only the latest is sent.
 */
export function letterDue(
  { askedAt, expiresAt, reminded }: { askedAt: Date | null; expiresAt: Date | null; reminded: number | null },
  now: Date,
): number | undefined {
  if (!askedAt || !expiresAt) return undefined
  const days = (now.getTime() - askedAt.getTime()) / DAY_MS
  const due = expiresAt <= now ? TIME_IS_UP : REMINDED_AFTER_DAYS.filter((after) => days >= after).length
  return due > (reminded ?? 0) ? due : undefined
}
