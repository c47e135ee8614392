import { PassThrough } from 'node:stream'
import { leases } from '#db/schema/mail.ts'
import { takeLease } from '#lib/mail/leases.ts'
import { JOBS, type Job, runJob, startJobs } from '#lib/web/jobs.ts'
import { openLog } from '#lib/web/log.ts'
import { describe, expect, test } from '../support/test.ts'

const never = new AbortController().signal
const quiet = openLog('silent', new PassThrough())
const job = (run: Job['run'], more: Partial<Job> = {}): Job => ({
  name: 'test',
  everySeconds: 0.01,
  run,
  ...more,
})

describe('a job', () => {
  test('runs under a lease and gives it back', async ({ store }) => {
    const held: unknown[] = []
    const outcome = await runJob(
      store,
      quiet,
      job(async () => held.push(...(await store.reader.select().from(leases)))),
      never,
    )
    expect(outcome).toBe('done')
    expect(held).toMatchObject([{ name: 'job:test' }])
    expect(await store.reader.select().from(leases)).toEqual([])
  })

  test('is left to whoever is at it', async ({ store }) => {
    await store.transact((tx) => takeLease(tx, 'job:test', 'another server', new Date(), 60))
    const ran: unknown[] = []
    expect(
      await runJob(
        store,
        quiet,
        job(async () => ran.push(1)),
        never,
      ),
    ).toBe('done elsewhere')
    expect(ran).toEqual([])
    expect(await store.reader.select().from(leases)).toMatchObject([{ holder: 'another server' }])
  })

  test('is taken over from whoever died at it', async ({ store }) => {
    const longAgo = new Date(Date.now() - 600_000)
    await store.transact((tx) => takeLease(tx, 'job:test', 'a dead server', longAgo, 180))
    expect(
      await runJob(
        store,
        quiet,
        job(async () => undefined),
        never,
      ),
    ).toBe('done')
  })

  test('writes nothing when there is nothing to do', async ({ store }) => {
    const writing = { ...store, transact: () => Promise.reject(new Error('written')) }
    const idle = job(async () => undefined, { wanted: async () => false })
    expect(await runJob(writing, quiet, idle, never)).toBe('nothing to do')
  })

  test('that fails is logged, lets its lease go and has its next turn', async ({ store }) => {
    const lines = new PassThrough()
    const outcome = await runJob(
      store,
      openLog('info', lines),
      job(() => Promise.reject(new Error('away'))),
      never,
    )
    expect(outcome).toBe('failed')
    expect(JSON.parse(String(lines.read()))).toMatchObject({
      job: 'test',
      message: 'away',
      msg: 'job failed',
    })
    expect(await store.reader.select().from(leases)).toEqual([])
  })
})

describe('the loop', () => {
  test('gives each job its turns until it is stopped, and stops only between them', async ({ store }) => {
    let begun = 0
    let ended = 0
    const slow = job(async () => {
      begun++
      await new Promise((resolve) => setTimeout(resolve, 20))
      ended++
    })
    const jobs = startJobs(store, quiet, [slow])
    await expect.poll(() => begun).toBeGreaterThan(2)
    await jobs.stop()
    expect(ended).toBe(begun)
    const then = begun
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(begun).toBe(then)
  })

  test('tells a job that it is being stopped', async ({ store }) => {
    let began: () => void = () => undefined
    const running = new Promise<void>((resolve) => {
      began = resolve
    })
    const jobs = startJobs(store, quiet, [
      job((_, stopped) => {
        began()
        return new Promise<void>((resolve) => stopped.addEventListener('abort', () => resolve()))
      }),
    ])
    await running
    await jobs.stop()
  })

  test('holds the jobs that there are', () => {
    expect(JOBS.map(({ name }) => name)).toEqual([
      'mail',
      'prescribing-inbox',
      'prescribing-files',
      'prescribing-presentations',
      'prescribing-definitions',
      'prescribing-tidy',
      'prescribing-letters',
      'prescribing-areas',
      'applications',
      'saved-forms',
      'refused-sign-ins',
      'sign-ins',
    ])
  })
})
