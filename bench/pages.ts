import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMONSTRATION_PARTICIPANT, DEMONSTRATION_PASSWORD } from '#lib/people/demonstration.ts'

/** How long the built server takes for pages of the demonstration, one request after another over loopback. */
const REQUESTS = 60
const PORT = '4397'
const origin = `http://localhost:${PORT}`
const dataDir = mkdtempSync(join(tmpdir(), 'steward-bench-'))
const env = {
  ...process.env,
  DATA_DIR: dataDir,
  PORT,
  DEMO: '1',
  NOW: '2026-11-22T10:00:00Z',
  LOG_LEVEL: 'error',
  NODE_ENV: 'production',
}

const started = (server: ChildProcess) =>
  new Promise<void>((done, refuse) => {
    server.stdout?.once('data', () => done())
    server.once('exit', () => refuse(new Error('The server did not start')))
  })

async function milliseconds(path: string, cookie: string): Promise<number[]> {
  const times: number[] = []
  for (let count = 0; count < REQUESTS; count++) {
    const began = performance.now()
    const answer = await fetch(origin + path, { headers: { cookie }, redirect: 'manual' })
    await answer.text()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    times.push(performance.now() - began)
  }
  return times.sort((a, b) => a - b)
}

async function signIn(email: string): Promise<string> {
  const body = new URLSearchParams({ email, password: DEMONSTRATION_PASSWORD })
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin },
    body,
  })
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

async function measure(name: string, path: string, cookie = '') {
  const times = await milliseconds(path, cookie)
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10
  console.log(JSON.stringify({ name: `page_${name}`, value: at(0.5), unit: 'ms', p95: at(0.95) }))
}

spawnSync('node', ['db/migrate-command.ts'], { env })
spawnSync('node', ['db/seeds/seed-command.ts'], { env })
const server = spawn('node', ['dist/start.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
await started(server)
const participant = await signIn(DEMONSTRATION_PARTICIPANT)
const facilitator = await signIn('imogen.castellan@example.org')
const cohort = /cohorts\/([a-z0-9]+)\/progress/.exec(
  await (await fetch(`${origin}/home`, { headers: { cookie: facilitator } })).text(),
)?.[1]
await measure('start', '/')
await measure('masterclass', '/programmes/opioid-stewardship/sessions/why-this-is-a-focus')
await measure('home_participant', '/home', participant)
await measure('prescribing_measure', '/prescribing/Z98001/opioid_items_per_1000', participant)
await measure('prescribing_practice', '/prescribing/Z98001', participant)
await measure('prescribing_search', '/prescribing?q=wharf', facilitator)
await measure('prescribing_cohort', `/prescribing/cohorts/${cohort}`, facilitator)
await measure(
  'prescribing_practices',
  `/prescribing/cohorts/${cohort}?measure=opioid_items_per_1000`,
  facilitator,
)
await measure('prescribing_area', '/prescribing/areas/ENG', facilitator)
await measure('home_facilitator', '/home', facilitator)
await measure('cohort_progress', `/cohorts/${cohort}/progress`, facilitator)
server.kill('SIGTERM')
rmSync(dataDir, { recursive: true, force: true })
