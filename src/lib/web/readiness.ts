import { statfs } from 'node:fs/promises'
import type { Store } from '#db/store.ts'
import { isUpToDate } from '#db/upkeep.ts'
import type { Env } from '#lib/env.ts'
import { endLease, takeLease } from '#lib/mail/leases.ts'
import { mailIsLate } from '#lib/mail/queries.ts'
import type { Readiness } from './health.ts'

const LEAST_FREE_BYTES = 200 * 1024 * 1024
const PATIENCE_MS = 3000
/** Anyone may ask, so asking often must not cost a write each time. */
const REMEMBERED_MS = 1000

type Check = () => Promise<Readiness['checks'][string]>

/** Answers whether this server can do its work: write, on a disk with room, in a database as the code knows it. */
export function readinessOf(store: Store, env: Env, clock: () => Date): () => Promise<Readiness> {
  const checks: Record<string, Check> = {
    database: async () => {
      await store.transact(async (tx) => {
        await takeLease(tx, 'readiness', 'readiness', new Date(), 0)
        await endLease(tx, 'readiness', 'readiness')
      })
      return 'ok'
    },
    disk: async () => {
      const { bavail, bsize } = await statfs(env.DATA_DIR)
      return bavail * bsize >= LEAST_FREE_BYTES ? 'ok' : 'failing'
    },
    migrations: async () => (isUpToDate(env.DATA_DIR) ? 'ok' : 'failing'),
    mail: async () => (env.SMTP_URL && (await mailIsLate(store.reader, clock())) ? 'late' : 'ok'),
  }

  async function look(): Promise<Readiness> {
    const results = await Promise.all(Object.values(checks).map((check) => within(check)))
    const named = Object.fromEntries(
      Object.keys(checks).map((name, index) => [name, results[index] ?? 'failing']),
    )
    return { ready: !results.includes('failing'), checks: named }
  }

  let last: { at: number; answer: Promise<Readiness> } | undefined
  return () => {
    if (!last || Date.now() - last.at > REMEMBERED_MS) last = { at: Date.now(), answer: look() }
    return last.answer
  }
}

async function within(check: Check): Promise<Readiness['checks'][string]> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<'failing'>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, 'failing')
  })
  try {
    return await Promise.race([check(), tooLate])
  } catch {
    return 'failing'
  } finally {
    clearTimeout(timer)
  }
}
