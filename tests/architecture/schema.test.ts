import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

test('the migrations say all that the schema says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-drift-'))
  cpSync('db/sqlite/migrations', join(folder, 'out'), { recursive: true })
  const before = readdirSync(join(folder, 'out'))
  const config = join(folder, 'drizzle.config.json')
  writeFileSync(
    config,
    JSON.stringify({
      dialect: 'sqlite',
      schema: resolve('db/schema/*.ts'),
      // drizzle-kit puts './' before whatever it is given
      out: relative('.', join(folder, 'out')),
      casing: 'snake_case',
    }),
  )
  const made = spawnSync('drizzle-kit', ['generate', '--config', config], { encoding: 'utf8' })
  expect(made.stdout + made.stderr).toContain('No schema changes')
  expect(readdirSync(join(folder, 'out'))).toEqual(before)
}, 60_000)
