import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the demonstration is served for the journeys, and the folder that holds its data. */
    origin: string
    dataDir: string
  }
}

/** The programme's clock in every journey: between sessions 4 and 5. */
export const JOURNEY_NOW = '2026-11-22T10:00:00Z'

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

export interface Running {
  origin: string
  dataDir: string
  process: ChildProcess
  /** Ends the server the way an operator does, and answers its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** Starts the built server on a data folder and waits until it answers. */
export async function serve(
  dataDir: string,
  port: number,
  settings: Record<string, string> = {},
): Promise<Running> {
  const origin = `http://localhost:${port}`
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: String(port),
    NOW: JOURNEY_NOW,
    LOG_LEVEL: 'error',
    NODE_ENV: 'production',
    ...settings,
  }
  const server = spawn('node', ['dist/start.mjs'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const exited = new Promise<number | null>((done) => server.once('exit', done))
  for (let tries = 0; tries < 200; tries++) {
    const ready = await fetch(`${origin}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ready) break
    await new Promise((done) => setTimeout(done, 50))
  }
  return {
    origin,
    dataDir,
    process: server,
    stop: (signal = 'SIGTERM') => {
      server.kill(signal)
      return exited
    },
  }
}

/** A new data folder, migrated and filled with the demonstration. */
export function demonstration(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-journey-'))
  const env = { ...process.env, DATA_DIR: dataDir, NOW: JOURNEY_NOW, DEMO: '1' }
  for (const program of ['db/migrate-command.ts', 'db/seeds/seed-command.ts']) {
    const done = spawnSync('node', [program, ...(program.includes('seed') ? ['--if-empty'] : [])], {
      env,
      encoding: 'utf8',
    })
    if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr}`)
  }
  return dataDir
}

export async function setup(project: TestProject) {
  const built = spawnSync('bash', ['bin/build'], { stdio: 'inherit' })
  if (built.status !== 0) throw new Error('The build failed')
  const dataDir = demonstration()
  const running = await serve(dataDir, await freePort())
  project.provide('origin', running.origin)
  project.provide('dataDir', dataDir)
  return async () => {
    await running.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
