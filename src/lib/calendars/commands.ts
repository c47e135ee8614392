import { and, eq, isNull } from 'drizzle-orm'
import { calendarFeeds } from '#db/schema/sessions.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { digestOf } from '#lib/auth/secrets.ts'

/** Gives a person a private calendar address made of `secret`. Any they had stops working. */
export async function makeFeed(tx: Tx, by: By, personId: string, secret: string) {
  await endFeeds(tx, by, personId)
  await tx.insert(calendarFeeds).values({ secretHash: digestOf(secret), personId, madeAt: by.at })
  await audit(tx, by, 'calendar.address_made', personId)
}

/** Stops a person's private calendar address. Answers whether there was one. */
export async function endFeed(tx: Tx, by: By, personId: string): Promise<boolean> {
  const ended = await endFeeds(tx, by, personId)
  await audit(tx, by, 'calendar.address_ended', personId, { ended })
  return ended > 0
}

async function endFeeds(tx: Tx, by: By, personId: string): Promise<number> {
  const ended = await tx
    .update(calendarFeeds)
    .set({ endedAt: by.at })
    .where(and(eq(calendarFeeds.personId, personId), isNull(calendarFeeds.endedAt)))
    .returning({ personId: calendarFeeds.personId })
  return ended.length
}
