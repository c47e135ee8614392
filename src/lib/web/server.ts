import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { closeStore, openStore } from '#db/store.ts'
import { lockDataDir } from '#db/upkeep.ts'
import { hasRefusals, writeRefusals } from '#lib/auth/refusals.ts'
import { now } from '#lib/clock.ts'
import { type Env, env } from '#lib/env.ts'
import { noteFaultsWith } from './faults.ts'
import { stopImports } from './import-line.ts'
import { startJobs } from './jobs.ts'
import { captureConsole, describeFault, openLog } from './log.ts'
import { readinessOf } from './readiness.ts'
import { CannotStart, plainly, refuseExposedDemonstration, refuseUnmigrated } from './start-up.ts'
import { loadStaticFiles } from './static-files.ts'
import { createSteward, type PageHandler } from './steward.ts'
import { drain } from './stopping.ts'

/** The folder that the build wrote; the server is started in the project's folder. */
const DIST = join(process.cwd(), 'dist')

async function start() {
  const settings = env()
  const lock = lockDataDir(settings.DATA_DIR)
  if (!lock)
    throw new CannotStart(`another server is running on ${settings.DATA_DIR}. Stop it or set DATA_DIR.`)
  refuseUnmigrated(settings.DATA_DIR)
  const store = openStore(settings.DATA_DIR)
  await refuseExposedDemonstration(store.reader, settings)

  const log = openLog(settings.LOG_LEVEL)
  captureConsole(log)
  noteFaultsWith((fault) => log.error(describeFault(fault), 'page failed'))
  process.on('unhandledRejection', (fault) => log.error(describeFault(fault), 'rejection nobody handled'))
  process.on('uncaughtException', (fault) => {
    log.fatal(describeFault(fault), 'stopped by a fault')
    process.exit(1)
  })
  const server = createSteward({
    handler: await loadPages(),
    env: settings,
    log,
    files: loadStaticFiles(DIST),
    readiness: readinessOf(store, settings, now),
  })
  await listen(server, settings)
  const jobs = startJobs(store, log)
  process.stdout.write(`Steward is at ${settings.ORIGIN}\n`)

  finish = async () => {
    log.info('stopping')
    await drain(server, { stop: () => Promise.all([jobs.stop(), stopImports()]) })
    if (hasRefusals(store)) await writeRefusals(store).catch((fault) => log.error(describeFault(fault)))
    closeStore()
    lock.release()
  }
}

let finish = async () => {}
let stopping = false

/** Ctrl-C reaches the whole group of processes, so the same wish to stop may come twice. */
async function stop() {
  if (stopping) return
  stopping = true
  process.exit(
    await finish().then(
      () => 0,
      () => 1,
    ),
  )
}

async function loadPages(): Promise<PageHandler> {
  const entry = join(DIST, 'server/entry.mjs')
  if (!existsSync(entry)) throw new CannotStart(`there is no build at ${entry}. Run bin/start.`)
  const { handler } = await import(/* @vite-ignore */ pathToFileURL(entry).href)
  return handler
}

async function listen(server: Server, { HOST, PORT }: Env) {
  try {
    await once(server.listen(PORT, HOST.replace(/^\[|\]$/g, '')), 'listening')
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new CannotStart(`port ${PORT} is in use. Stop what uses it or set PORT.`)
    throw new CannotStart(`cannot listen on ${HOST}:${PORT} (${code}). Set HOST or PORT.`)
  }
}

process.on('SIGTERM', stop).on('SIGINT', stop)
process.stdout.on('error', () => undefined)
await plainly(start)
