import { and, asc, desc, eq, gt, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm'
import { auditEvents } from '#db/schema/audit.ts'
import { people } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'
import { addDays, startOf } from '#lib/day.ts'
import { actionsOf, isKind } from './describe.ts'
import type { Asked, Place } from './filter.ts'

/** How many people of one name are read at once; more of them have to be named better. */
export const MOST_PEOPLE = 10

/**
 * Who is meant by part of a name, an address or an identifier. When no account fits, the text may still be the
 * identifier of somebody whose account is gone.
 */
export async function findMeant(reader: Reader, typed: string) {
  const pattern = `%${typed.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const found = await reader
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(
      or(
        eq(people.id, typed),
        eq(people.email, typed.toLowerCase()),
        sql`${people.name} like ${pattern} escape '\\'`,
      ),
    )
    .orderBy(asc(people.name), asc(people.id))
    .limit(MOST_PEOPLE + 1)
  const exactly = found.filter(({ id }) => id === typed)
  return exactly.length > 0 ? exactly : found
}

/** What is asked for, with the identifiers of the people who are meant. */
export interface Wanted extends Omit<Asked, 'person'> {
  people: readonly string[] | undefined
  /** Of these actions alone; else those of the kind. */
  actions?: readonly string[]
}

/**
 * One statement each, so that every one of them walks down an index of its own and stops at the limit, however
 * many events there are: what a person did, what was done to them, each action of a kind.
 */
function streams({ people: meant, kind, actions: named }: Wanted): (SQL | undefined)[] {
  const actions = named ? [...named] : kind && isKind(kind) ? actionsOf(kind) : undefined
  if (meant)
    return meant.flatMap((id) => [
      and(eq(auditEvents.personId, id), actions && inArray(auditEvents.action, actions)),
      and(eq(auditEvents.subject, id), actions && inArray(auditEvents.action, actions)),
    ])
  return actions ? actions.map((action) => eq(auditEvents.action, action)) : [undefined]
}

export const eventsStatement = (
  reader: Reader,
  stream: SQL | undefined,
  { from, to }: Pick<Wanted, 'from' | 'to'>,
  limit: number,
  place?: { before: Place } | { after: Place },
) => {
  const { at, id } = auditEvents
  const beyond =
    place &&
    ('before' in place
      ? and(lte(at, place.before.at), or(lt(at, place.before.at), lt(id, place.before.id)))
      : and(gte(at, place.after.at), or(gt(at, place.after.at), gt(id, place.after.id))))
  return reader
    .select()
    .from(auditEvents)
    .where(and(stream, from && gte(at, startOf(from)), to && lt(at, startOf(addDays(to, 1))), beyond))
    .orderBy(...(place && 'after' in place ? [asc(at), asc(id)] : [desc(at), desc(id)]))
    .limit(limit)
}

type Event = typeof auditEvents.$inferSelect
const laterFirst = (a: Event, b: Event) =>
  b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)

/** A page of the audit, the latest first, and where the pages beside it begin. */
export async function listEvents(
  reader: Reader,
  wanted: Wanted,
  { limit, place }: { limit: number; place?: { before: Place } | { after: Place } | undefined },
) {
  const found = await Promise.all(
    streams(wanted).map((stream) => eventsStatement(reader, stream, wanted, limit + 1, place)),
  )
  const events = [...new Map(found.flat().map((event) => [event.id, event])).values()].sort(laterFirst)
  const upwards = place !== undefined && 'after' in place
  const shown = upwards ? events.slice(-limit) : events.slice(0, limit)
  const more = events.length > limit
  return {
    events: shown,
    older: upwards || more ? shown.at(-1) : undefined,
    newer: upwards ? (more ? shown[0] : undefined) : place && shown[0],
  }
}
