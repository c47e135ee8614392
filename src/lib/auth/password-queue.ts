import { availableParallelism } from 'node:os'

/** Thrown when a password could not be checked in time, because very many people are signing in. */
export class QueueTooLong extends Error {}

/**
 * Lets a few pieces of heavy work run at once and makes the rest wait their turn, for at most `patienceMs`.
 * Bounded by waiting time, not by length: a lecture hall signing in together is served, a flood is not.
 */
export function queueByPatience(atOnce: number, patienceMs: number) {
  let running = 0
  const waiting: { start: () => void; until: number; giveUp: () => void }[] = []

  function next() {
    const turn = waiting.shift()
    if (!turn) return
    if (Date.now() > turn.until) {
      turn.giveUp()
      next()
      return
    }
    running += 1
    turn.start()
  }

  return async function queued<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      await new Promise<void>((start, refuse) => {
        waiting.push({ start, until: Date.now() + patienceMs, giveUp: () => refuse(new QueueTooLong()) })
      })
    } else running += 1
    try {
      return await work()
    } finally {
      running -= 1
      next()
    }
  }
}

const PATIENCE_MS = 10_000
export const inPasswordQueue = queueByPatience(Math.max(2, availableParallelism()), PATIENCE_MS)
