import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * The whole test run: format and lint, types, architecture with unit and page tests, the build, the journeys.
 * Each check counts as one test; the last line adds them all up.
 */
interface Tally {
  passed: number
  failed: number
  skipped: number
}

const reports = mkdtempSync(join(tmpdir(), 'steward-reports-'))
const total: Tally = { passed: 0, failed: 0, skipped: 0 }

function run(command: string, args: string[]): Promise<number> {
  return new Promise((done) => {
    spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).once('exit', (code) => done(code ?? 1))
  })
}

async function check(title: string, command: string, args: string[]) {
  const began = performance.now()
  process.stdout.write(`\n── ${title}\n`)
  const code = await run(command, args)
  if (code === 0) total.passed += 1
  else total.failed += 1
  process.stdout.write(
    `── ${title}: ${code === 0 ? 'passed' : 'failed'} in ${Math.round((performance.now() - began) / 1000)} s\n`,
  )
}

async function tests(title: string, project: string) {
  process.stdout.write(`\n── ${title}\n`)
  const file = join(reports, `${project}.json`)
  const code = await run('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    total.passed += report.numPassedTests
    total.failed += report.numFailedTests
    total.skipped += report.numPendingTests + report.numTodoTests
    if (code !== 0 && report.numFailedTests === 0) total.failed += 1
  } catch {
    total.failed += 1
  }
}

await check('Format and lint', 'biome', ['ci', '.'])
await check('Content types', 'astro', ['sync', '--silent'])
await check('Types', 'astro', ['check', '--minimumSeverity', 'warning'])
await tests('Architecture, rules, storage and pages', 'unit')
await check('Build', 'bash', ['bin/build'])
await tests('Journeys', 'journeys')

rmSync(reports, { recursive: true, force: true })
const { passed, failed, skipped } = total
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
process.exit(failed > 0 ? 1 : 0)
