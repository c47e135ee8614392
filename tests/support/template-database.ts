import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../db/sqlite/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated, empty database that each test copies. */
    templateDatabase: string
  }
}

export function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'steward-template-'))
  const file = join(folder, 'steward.sqlite')
  migrate(file)
  project.provide('templateDatabase', file)
  return () => rmSync(folder, { recursive: true, force: true })
}
