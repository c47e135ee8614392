import { env } from '#lib/env.ts'

const started = Date.now()

/** The programme's clock: real time, or in a demonstration the time that `NOW` started it at. */
export function now(): Date {
  const { NOW } = env()
  return NOW ? new Date(NOW.getTime() + (Date.now() - started)) : new Date()
}
