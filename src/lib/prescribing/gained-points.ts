import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { mailMessages, mailWishes } from '#db/schema/mail.ts'
import { people, practiceMemberships, practices } from '#db/schema/people.ts'
import { imports, practiceMonths } from '#db/schema/prescribing.ts'
import type { Reader, Store } from '#db/store.ts'
import type { Month } from '#lib/day.ts'
import { queueMail } from '#lib/mail/commands.ts'
import { rowsCount } from './counting.ts'
import { chartGainedPointLetter } from './letters.ts'
import { listLatestMonths } from './queries.ts'

export interface GainedPoint {
  /** Queued once: one letter a person and import. */
  occasion: string
  to: { name: string; email: string }
  practices: { code: string; name: string }[]
  month: Month
}

/** Older news would surprise. */
const NEWS_MS = 2 * 24 * 3_600_000

/**
 * Letters to be written: somebody asked for them before a file brought the newest month of a practice of theirs,
 * and it was not them who brought it. A correction of a month that was there already is no new point.
 */
export async function listGainedPoints(reader: Reader, at: Date): Promise<GainedPoint[]> {
  const wishes = await listWishful(reader)
  if (wishes.length === 0) return []
  const codes = [...new Set(wishes.map(({ code }) => code))]
  const newest = await listLatestMonths(reader, codes)
  const brought = await listBringers(reader, newest)
  const due = wishes.flatMap((wish) => {
    const month = newest.get(wish.code)
    const by = brought.get(wish.code)
    if (!month || !by || +at - +by.publishedAt > NEWS_MS) return []
    if (by.importedBy === wish.personId || wish.askedAt > by.publishedAt) return []
    return [{ ...wish, month, occasion: `chart-point:${by.importId}:${wish.personId}` }]
  })
  const letters = Object.values(Object.groupBy(due, ({ occasion }) => occasion)).map((parts) => ({
    occasion: parts![0]!.occasion,
    to: { name: parts![0]!.name, email: parts![0]!.email },
    practices: parts!.map(({ code, practice }) => ({ code, name: practice })),
    month: parts![0]!.month,
  }))
  const written = await listWritten(
    reader,
    letters.map(({ occasion }) => occasion),
  )
  return letters.filter(({ occasion }) => !written.has(occasion))
}

const listWishful = (reader: Reader) =>
  reader
    .select({
      personId: people.id,
      name: people.name,
      email: people.email,
      askedAt: mailWishes.askedAt,
      code: practices.code,
      practice: practices.name,
    })
    .from(mailWishes)
    .innerJoin(people, eq(people.id, mailWishes.personId))
    .innerJoin(practiceMemberships, eq(practiceMemberships.personId, people.id))
    .innerJoin(practices, eq(practices.code, practiceMemberships.practiceCode))
    .where(and(eq(mailWishes.topic, 'a chart gained a point'), isNull(practiceMemberships.endedOn)))
    .orderBy(asc(practices.name))

/** The file that was the first to bring the newest month of each practice. */
async function listBringers(reader: Reader, newest: ReadonlyMap<string, Month>) {
  const rows = await reader
    .select({
      code: practiceMonths.practiceCode,
      month: practiceMonths.month,
      importId: imports.id,
      importedBy: imports.importedBy,
      publishedAt: imports.publishedAt,
    })
    .from(practiceMonths)
    .innerJoin(imports, eq(imports.id, practiceMonths.importId))
    .where(
      and(
        rowsCount(practiceMonths),
        inArray(practiceMonths.practiceCode, [...newest.keys()]),
        inArray(practiceMonths.month, [...new Set(newest.values())]),
      ),
    )
    .orderBy(asc(imports.publishedAt))
  const first = new Map<string, { importId: string; importedBy: string; publishedAt: Date }>()
  for (const { code, month, publishedAt, ...row } of rows) {
    if (publishedAt && newest.get(code) === month && !first.has(code))
      first.set(code, { ...row, publishedAt })
  }
  return first
}

async function listWritten(reader: Reader, occasions: string[]): Promise<Set<string>> {
  const rows = await reader
    .select({ occasion: mailMessages.occasion })
    .from(mailMessages)
    .where(inArray(mailMessages.occasion, occasions))
  return new Set(rows.map(({ occasion }) => occasion))
}

/** Queues every letter that is due. Each says its occasion, so that a second turn writes none twice. */
export async function writeGainedPoints(store: Store, at: Date) {
  for (const { occasion, to, practices: places, month } of await listGainedPoints(store.reader, at)) {
    const letter = chartGainedPointLetter({ name: to.name, practices: places, month })
    await store.transact((tx) => queueMail(tx, { occasion, to, ...letter }, at))
  }
}
