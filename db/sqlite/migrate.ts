import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type Database from 'better-sqlite3'
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator'
import { connect } from './client.ts'

/** The folder beside this file, or beside the bundle that carries it. */
const MIGRATIONS = [
  fileURLToPath(new URL('./migrations', import.meta.url)),
  join(process.cwd(), 'db/sqlite/migrations'),
]
/** A migration that means to remove rows says so in its SQL: `-- removes rows: table_name`. */
const DECLARED = /^\s*--\s*removes rows:\s*(\w+)/gm

const migrationsFolder = () =>
  MIGRATIONS.find((folder) => existsSync(join(folder, 'meta/_journal.json'))) ?? MIGRATIONS[0]!

/** Rows by table, the tables by name. */
export function rowCounts(connection: Database.Database): Map<string, number> {
  const tables = connection
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .pluck()
    .all() as string[]
  return new Map(
    tables.map((name) => [
      name,
      connection.prepare(`select count(*) from "${name}"`).pluck().get() as number,
    ]),
  )
}

/** Names every table that lost rows although its migration did not say that it would. */
function lostRows(before: Map<string, number>, after: Map<string, number>, declared: Set<string>): string[] {
  return [...before]
    .filter(([name, rows]) => (after.get(name) ?? 0) < rows && !declared.has(name))
    .map(([name, rows]) => `${name} had ${rows} rows and would ${whatBecomesOf(after.get(name))}`)
}

const whatBecomesOf = (rows: number | undefined) => (rows === undefined ? 'be gone' : `have ${rows}`)

/** Applies one migration in one transaction, and keeps it only if no row and no reference was lost. */
function apply(connection: Database.Database, migration: MigrationMeta) {
  const before = rowCounts(connection)
  const declared = new Set([...migration.sql.join('\n').matchAll(DECLARED)].map((match) => match[1]!))
  connection.exec('BEGIN IMMEDIATE')
  try {
    for (const statement of migration.sql) connection.exec(statement)
    const orphans = connection.pragma('foreign_key_check') as { table: string }[]
    if (orphans.length > 0)
      throw new Error(`${orphans.length} rows of ${orphans[0]?.table} would point at nothing`)
    const lost = lostRows(before, rowCounts(connection), declared)
    if (lost.length > 0) throw new Error(lost.join('; '))
    connection
      .prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
      .run(migration.hash, migration.folderMillis)
    connection.exec('COMMIT')
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  }
}

export interface Migrated {
  applied: number
  /** The copy of the database as it was before, when there was anything to copy. */
  copy: string | undefined
}

/**
 * Brings the database up to date. Foreign keys are off on the connection while tables are rebuilt: inside a
 * transaction that pragma does nothing, and a rebuild would then empty child tables without an error
 * (drizzle-orm issue 5782). A copy is made before anything changes.
 */
export function migrate(file: string, folder: string = migrationsFolder()): Migrated {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const connection = connect(file)
  try {
    connection.exec(
      'create table if not exists __drizzle_migrations (id integer primary key, hash text not null, created_at integer) strict',
    )
    const done = newest(connection)
    const pending = pendingIn(connection, folder)
    const copy = pending.length > 0 && done !== null ? copyBefore(connection, file, done) : undefined
    connection.pragma('foreign_keys = OFF')
    for (const migration of pending) apply(connection, migration)
    return { applied: pending.length, copy }
  } finally {
    connection.close()
  }
}

/**
 * What the database has not had, by what each migration says rather than when it was made. Two histories that
 * have parted are refused: neither order of their changes was ever tried.
 */
function pendingIn(connection: Database.Database, folder: string): MigrationMeta[] {
  const known = readMigrationFiles({ migrationsFolder: folder })
  const applied = connection.prepare('select hash from __drizzle_migrations').pluck().all() as string[]
  const strange = applied.filter((hash) => !known.some((migration) => migration.hash === hash))
  if (strange.length > 0)
    throw new Error(
      `The database is newer than this version, or a migration was changed after it was applied: ${strange.length} applied here are unknown`,
    )
  const pending = known.filter(({ hash }) => !applied.includes(hash))
  const left = pending.find(
    ({ folderMillis }) => folderMillis <= (newest(connection) ?? Number.NEGATIVE_INFINITY),
  )
  if (left)
    throw new Error(
      `The migration of ${new Date(left.folderMillis).toISOString()} was never applied, and later ones were`,
    )
  return pending
}

const newest = (connection: Database.Database) =>
  connection.prepare('select max(created_at) from __drizzle_migrations').pluck().get() as number | null

function copyBefore(connection: Database.Database, file: string, version: number): string {
  const folder = join(dirname(file), 'before-migration')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const copy = join(folder, `steward-${version}-${Date.now()}.sqlite`)
  connection.prepare('vacuum into ?').run(copy)
  return copy
}

/** How many migrations the code knows and the database does not have. Refuses what `migrate` refuses. */
export function pendingMigrations(file: string, folder: string = migrationsFolder()): number {
  const connection = connect(file, { readonly: true })
  try {
    return pendingIn(connection, folder).length
  } finally {
    connection.close()
  }
}
