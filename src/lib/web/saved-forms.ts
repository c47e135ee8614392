import { and, desc, eq, gt, lt, or } from 'drizzle-orm'
import { savedForms } from '#db/schema/saved-forms.ts'
import type { Reader, Store, Tx } from '#db/store.ts'

/** Beyond this nobody comes back to a page they left open. */
const KEPT_MS = 24 * 60 * 60 * 1000
/** The same words from the same place within this time are asked about, whichever form they were typed into. */
const SAME_WORDS_MS = 60 * 60 * 1000
const A_MOMENT_MS = 10 * 60 * 1000

/** Which press of which form, from where, and what was typed; see the table. */
export interface Pressed {
  id: string
  place: string | null
  typed: string
}

/**
 * What was saved by this very form, or else the latest that was saved from the same place with the same words. Like a
 * lease it keeps to real time, and is no event for the audit.
 */
export async function findSavedForm(reader: Reader, { id, place, typed }: Pressed, at: Date) {
  const since = new Date(at.getTime() - SAME_WORDS_MS)
  const sameWords =
    place === null
      ? undefined
      : and(eq(savedForms.place, place), eq(savedForms.typed, typed), gt(savedForms.savedAt, since))
  const found = await reader
    .select()
    .from(savedForms)
    .where(or(eq(savedForms.id, id), sameWords))
    .orderBy(desc(savedForms.savedAt))
    .limit(100)
  return found.find((row) => row.id === id) ?? found[0]
}

/** What the same sender saved from the same place a moment ago. */
export async function findLastSaved(reader: Reader, place: string, at: Date) {
  const since = new Date(at.getTime() - A_MOMENT_MS)
  const [last] = await reader
    .select({ ledTo: savedForms.ledTo })
    .from(savedForms)
    .where(and(eq(savedForms.place, place), gt(savedForms.savedAt, since)))
    .orderBy(desc(savedForms.savedAt))
    .limit(1)
  return last
}

/** Remembers a form in the transaction of what it does. Answers whether it is the first. */
export async function keepSavedForm(tx: Tx, pressed: Pressed, savedAt: Date): Promise<boolean> {
  const kept = await tx
    .insert(savedForms)
    .values({ ...pressed, savedAt })
    .onConflictDoNothing()
    .returning({ id: savedForms.id })
  return kept.length > 0
}

export const keepAnswer = (tx: Tx, id: string, answer: { ledTo: string; notice: string | null }) =>
  tx.update(savedForms).set(answer).where(eq(savedForms.id, id))

/** What was not answered by leading on, may be sent again. */
export const forgetSavedForm = (tx: Tx, id: string) => tx.delete(savedForms).where(eq(savedForms.id, id))

const areOld = (at: Date) => lt(savedForms.savedAt, new Date(at.getTime() - KEPT_MS))

export async function areSavedFormsOld({ reader }: Store, at: Date): Promise<boolean> {
  const old = await reader.select({ id: savedForms.id }).from(savedForms).where(areOld(at)).limit(1)
  return old.length > 0
}

export const sweepSavedForms = (store: Store, at: Date) =>
  store.transact((tx) => tx.delete(savedForms).where(areOld(at)))
