import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DEMONSTRATION_PASSWORD } from '#lib/people/demonstration.ts'
import { demonstration, freePort, JOURNEY_NOW, type Running, serve } from '../support/running-server.ts'

/** A person with a cookie, posting forms the way a browser does. */
async function signedIn({ origin }: Running, email: string): Promise<string> {
  const answer = await post(origin, '/sign-in', { email, password: DEMONSTRATION_PASSWORD }, '')
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

const post = (origin: string, path: string, fields: Record<string, string>, cookie: string) =>
  fetch(origin + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, cookie, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  })

test('a server killed without warning has kept every project it said it had kept', async () => {
  const dataDir = demonstration()
  const port = await freePort()
  const acknowledged: string[] = []
  let running = await serve(dataDir, port)
  if (process.platform === 'linux')
    expect(readlinkSync(`/proc/${running.process.pid}/exe`)).toBe(process.execPath)
  const cookie = await signedIn(running, 'wilfred.santangelo@example.org')

  for (let round = 0; round < 6; round++) {
    const writes = (async () => {
      for (let count = 0; ; count++) {
        const title = `Project ${round}-${count}`
        const answer = await post(
          running.origin,
          '/projects/new',
          { title, focusArea: 'Starting well', problem: 'Written while the power failed.' },
          cookie,
        )
        if (answer.status === 303) acknowledged.push(title)
        else throw new Error(`answered ${answer.status}`)
      }
    })().catch(() => undefined)
    await new Promise((done) => setTimeout(done, randomInt(100, 500)))
    await running.stop('SIGKILL')
    await writes
    running = await serve(dataDir, port)
  }

  const list = await (await fetch(`${running.origin}/projects`, { headers: { cookie } })).text()
  await running.stop()
  rmSync(dataDir, { recursive: true, force: true })
  expect(acknowledged.length).toBeGreaterThan(6)
  expect(acknowledged.filter((title) => !list.includes(title))).toEqual([])
})

test('a backup made while people write is restored, and whoever had an account signs in there', async () => {
  const dataDir = demonstration()
  const elsewhere = mkdtempSync(join(tmpdir(), 'steward-restored-'))
  const running = await serve(dataDir, await freePort())
  const cookie = await signedIn(running, 'wilfred.santangelo@example.org')
  const startProject = (title: string) =>
    post(
      running.origin,
      '/projects/new',
      { title, focusArea: 'Starting well', problem: 'A copy was made.' },
      cookie,
    )
  await startProject('Before the backup')
  let count = 0
  const timer = setInterval(() => startProject(`Meanwhile ${count++}`).catch(() => undefined), 20)
  const backup = join(elsewhere, 'backup')
  const made = await bin('backup', [backup, '--json'], dataDir)
  clearInterval(timer)
  const health = await fetch(`${running.origin}/readyz`)
  await running.stop()

  const restoredDir = join(elsewhere, 'data')
  const restored = await bin('restore', [backup], restoredDir)
  const again = await serve(restoredDir, await freePort())
  const home = await signedIn(again, 'wilfred.santangelo@example.org')
  const list = await (await fetch(`${again.origin}/projects`, { headers: { cookie: home } })).text()
  await again.stop()
  for (const folder of [dataDir, elsewhere]) rmSync(folder, { recursive: true, force: true })
  expect([made.code, health.status, restored.code]).toEqual([0, 200, 0])
  expect(JSON.parse(made.stdout)).toMatchObject({ path: backup })
  expect(restored.stdout).toMatch(/^Restored the backup of .* people/)
  expect(count).toBeGreaterThan(0)
  expect(list).toContain('Before the backup')
})

function bin(
  command: string,
  args: string[],
  dataDir: string,
): Promise<{ code: number | null; stdout: string }> {
  const ran = spawn('bash', [join('bin', command), ...args], {
    env: { ...process.env, DATA_DIR: dataDir, DEMO: '1', NOW: JOURNEY_NOW },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let stdout = ''
  ran.stdout.on('data', (text) => {
    stdout += text
  })
  return new Promise((done) => ran.once('close', (code) => done({ code, stdout })))
}
