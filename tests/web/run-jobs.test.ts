import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test as base, describe, expect, inject } from 'vitest'
import { openSqliteStore } from '#db/sqlite/client.ts'
import { queueMail } from '#lib/mail/commands.ts'
import { takeLease } from '#lib/mail/leases.ts'
import { listOutbox } from '#lib/mail/queries.ts'
import { JOBS } from '#lib/web/jobs.ts'
import { smtpSink } from '../lib/mail/smtp-sink.ts'

const COMMAND = join(process.cwd(), 'src/lib/web/run-jobs.ts')

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: the first argument of a fixture must be a pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-jobs-'))
    cpSync(inject('templateDatabase'), join(folder, 'steward.sqlite'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
})

function run(folder: string, settings: Record<string, string> = {}, ...options: string[]) {
  const { PATH = '' } = process.env
  return promisify(execFile)(process.execPath, [COMMAND, ...options], {
    env: { PATH, DATA_DIR: folder, LOG_LEVEL: 'info', ...settings },
  })
}

describe('bin/jobs', () => {
  test('does what is due and says so', async ({ folder }) => {
    const sink = await smtpSink()
    const store = openSqliteStore(join(folder, 'steward.sqlite'))
    const to = { name: 'Ann', email: 'ann@example.org' }
    await store.transact((tx) =>
      queueMail(tx, { occasion: 'a', to, subject: 'Hello', body: 'Hello' }, new Date()),
    )
    const { stdout, stderr } = await run(folder, { SMTP_URL: sink.url }, '--json')
    sink.close()
    const said = JSON.parse(stdout) as { job: string; outcome: string }[]
    expect(said.map(({ job }) => job)).toEqual(JOBS.map(({ name }) => name))
    expect(said.filter(({ outcome }) => outcome !== 'nothing to do')).toEqual([
      { job: 'mail', outcome: 'done' },
      { job: 'sign-ins', outcome: 'done' },
    ])
    expect(stderr).toBe('')
    expect(sink.taken).toHaveLength(1)
    expect(await listOutbox(store.reader, 1)).toMatchObject([{ body: null, failure: null }])
    store.close()
  })

  test('leaves to a running server what that is at', async ({ folder }) => {
    const store = openSqliteStore(join(folder, 'steward.sqlite'))
    await store.transact((tx) => takeLease(tx, 'job:sign-ins', 'server', new Date(), 60))
    const { stdout } = await run(folder)
    expect(stdout).toMatch(/^mail: nothing to do\n[\s\S]*\nsign-ins: done elsewhere\n$/)
    store.close()
  })

  test('makes no database where there is none', async ({ folder }) => {
    const elsewhere = join(folder, 'elsewhere')
    await expect(run(elsewhere)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/is missing or older than this version\. Run bin\/migrate\.\n$/),
    })
    expect(existsSync(elsewhere)).toBe(false)
  })
})
