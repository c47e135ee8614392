import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { lockDataDir } from '#db/sqlite/lock.ts'
import { migrate, pendingMigrations } from '#db/sqlite/migrate.ts'
import { strict } from '#db/sqlite/strict-tables.ts'
import { describe, expect, test } from '../support/test.ts'

const START = `CREATE TABLE parents (id text PRIMARY KEY NOT NULL, name text NOT NULL) STRICT;
--> statement-breakpoint
CREATE TABLE children (id text PRIMARY KEY NOT NULL, parent_id text NOT NULL REFERENCES parents(id) ON DELETE CASCADE) STRICT;`
const REBUILD = `PRAGMA foreign_keys=OFF;
--> statement-breakpoint
CREATE TABLE __new_parents (id text PRIMARY KEY NOT NULL, name text NOT NULL, code text) STRICT;
--> statement-breakpoint
INSERT INTO __new_parents (id, name) SELECT id, name FROM parents;
--> statement-breakpoint
DROP TABLE parents;
--> statement-breakpoint
ALTER TABLE __new_parents RENAME TO parents;`

/** A folder of migrations as drizzle-kit writes it. */
function folderOf(...migrations: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'steward-migrations-'))
  mkdirSync(join(folder, 'meta'))
  const entries = migrations.map((sql, index) => {
    writeFileSync(join(folder, `000${index}_step.sql`), sql)
    return { idx: index, version: '6', when: 1000 + index, tag: `000${index}_step`, breakpoints: true }
  })
  writeFileSync(
    join(folder, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'sqlite', entries }),
  )
  return folder
}

const newFile = () => join(mkdtempSync(join(tmpdir(), 'steward-migrate-')), 'steward.sqlite')

function filled(file: string) {
  migrate(file, folderOf(START))
  const connection = new Database(file)
  connection.exec(
    "insert into parents values ('p', 'Parent'); insert into children values ('c1', 'p'), ('c2', 'p'), ('c3', 'p')",
  )
  connection.close()
}

const rowsOf = (file: string, table: string) => {
  const connection = new Database(file)
  const rows = connection.prepare(`select count(*) from ${table}`).pluck().get()
  connection.close()
  return rows
}

describe('migrating', () => {
  test('rebuilds a table without emptying the tables that point at it', () => {
    const file = newFile()
    filled(file)
    expect(migrate(file, folderOf(START, REBUILD))).toMatchObject({ applied: 1 })
    expect([rowsOf(file, 'parents'), rowsOf(file, 'children')]).toEqual([1, 3])
  })

  test('copies the database before it changes anything, and only then', () => {
    const file = newFile()
    expect(migrate(file, folderOf(START)).copy).toBeUndefined()
    const { copy } = migrate(file, folderOf(START, REBUILD))
    expect(copy && existsSync(copy)).toBe(true)
    expect(migrate(file, folderOf(START, REBUILD))).toEqual({ applied: 0, copy: undefined })
  })

  test('refuses a migration that loses rows without saying so, and leaves everything as it was', () => {
    const file = newFile()
    filled(file)
    const careless = folderOf(START, "DELETE FROM children WHERE id = 'c1';")
    expect(() => migrate(file, careless)).toThrow('children had 3 rows and would have 2')
    expect(rowsOf(file, 'children')).toBe(3)
    expect(pendingMigrations(file, careless)).toBe(1)
  })

  test('lets a migration remove rows that says it does', () => {
    const file = newFile()
    filled(file)
    migrate(file, folderOf(START, "-- removes rows: children\nDELETE FROM children WHERE id = 'c1';"))
    expect(rowsOf(file, 'children')).toBe(2)
  })

  test('refuses a migration that drops a table with rows without saying so', () => {
    const file = newFile()
    filled(file)
    expect(() => migrate(file, folderOf(START, 'DROP TABLE children;'))).toThrow(
      'children had 3 rows and would be gone',
    )
    expect(() => migrate(file, folderOf(START, 'ALTER TABLE children RENAME TO offspring;'))).toThrow(
      'children had 3 rows',
    )
    expect(rowsOf(file, 'children')).toBe(3)
    migrate(file, folderOf(START, '-- removes rows: children\nDROP TABLE children;'))
    expect(() => rowsOf(file, 'children')).toThrow('no such table')
  })

  test('drops an empty table without a word', () => {
    const file = newFile()
    migrate(file, folderOf(START))
    expect(migrate(file, folderOf(START, 'DROP TABLE children;'))).toMatchObject({ applied: 1 })
  })

  test('refuses a migration that was left out before a later one', () => {
    const file = newFile()
    const later = 'CREATE TABLE later (id text PRIMARY KEY NOT NULL) STRICT;'
    migrate(file, folderOf(START, later))
    const earlier = 'CREATE TABLE earlier (id text PRIMARY KEY NOT NULL) STRICT;'
    const parted = folderOf(START, earlier, later)
    expect(() => migrate(file, parted)).toThrow(/of 1970-01-01T00:00:01.001Z was never applied/)
    expect(() => pendingMigrations(file, parted)).toThrow('was never applied')
    expect(() => rowsOf(file, 'earlier')).toThrow('no such table')
  })

  test('refuses a database that is newer than this version', () => {
    const file = newFile()
    migrate(file, folderOf(START, REBUILD))
    expect(() => migrate(file, folderOf(START))).toThrow('newer than this version')
    expect(() => pendingMigrations(file, folderOf(START))).toThrow('newer than this version')
    expect(pendingMigrations(file, folderOf(START, REBUILD))).toBe(0)
  })

  test('refuses a migration that leaves rows pointing at nothing', () => {
    const file = newFile()
    filled(file)
    const orphaning = folderOf(START, '-- removes rows: parents\nDELETE FROM parents;')
    expect(() => migrate(file, orphaning)).toThrow('would point at nothing')
    expect(rowsOf(file, 'parents')).toBe(1)
  })

  test('half a migration that fails is no migration', () => {
    const file = newFile()
    filled(file)
    expect(() =>
      migrate(
        file,
        folderOf(START, 'ALTER TABLE parents ADD COLUMN x text;\n--> statement-breakpoint\nnonsense;'),
      ),
    ).toThrow()
    const connection = new Database(file)
    expect(connection.pragma('table_info(parents)')).toHaveLength(2)
    connection.close()
  })

  test('every migration of ours makes strict tables', () => {
    const journal = JSON.parse(readFileSync('db/sqlite/migrations/meta/_journal.json', 'utf8'))
    for (const { tag } of journal.entries) {
      const sql = readFileSync(`db/sqlite/migrations/${tag}.sql`, 'utf8')
      expect(sql).toBe(strict(sql))
    }
  })
})

describe('the data folder', () => {
  test('belongs to one server at a time', () => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-lock-'))
    const first = lockDataDir(folder)
    expect(first).toBeDefined()
    expect(lockDataDir(folder)).toBeUndefined()
    first?.release()
    const again = lockDataDir(folder)
    expect(again).toBeDefined()
    again?.release()
  })
})
