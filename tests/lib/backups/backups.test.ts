import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { lockDataDir } from '#db/upkeep.ts'
import { backUp } from '#lib/backups/back-up.ts'
import { CannotBackUp, filesBelow } from '#lib/backups/files.ts'
import { restore } from '#lib/backups/restore.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'

const AT = new Date('2026-11-29T03:00:00Z')

interface Folders {
  dataDir: string
  backup: string
  target: string
}

/** A data folder in use, with what belongs in a backup and what does not. */
async function inFolders(databaseFile: string, work: (folders: Folders) => Promise<void>) {
  const dataDir = dirname(databaseFile)
  const elsewhere = mkdtempSync(join(tmpdir(), 'steward-backup-'))
  for (const [path, text] of Object.entries({
    'prescribing/one.csv.gz': 'rows of one',
    'prescribing/two.csv.gz': 'rows of two',
    'uploads/half': 'on its way',
    'inbox/EPD_202608.csv': 'on its way',
    'server.lock': '',
  })) {
    mkdirSync(dirname(join(dataDir, path)), { recursive: true })
    writeFileSync(join(dataDir, path), text)
  }
  try {
    await work({ dataDir, backup: join(elsewhere, 'backup'), target: join(elsewhere, 'restored') })
  } finally {
    rmSync(elsewhere, { recursive: true, force: true })
  }
}

const namesIn = (folder: string) => {
  const database = new Database(join(folder, 'steward.sqlite'), { readonly: true })
  const names = database.prepare('select name from people order by name').pluck().all()
  database.close()
  return names
}

describe('a backup', () => {
  test('is restored into an empty folder with every row and file, and nothing that was on its way in', async ({
    store,
    databaseFile,
  }) => {
    await given.cohort(store)
    await inFolders(databaseFile, async ({ dataDir, backup, target }) => {
      const made = await backUp(dataDir, backup, AT)
      expect(made).toMatchObject({ path: backup, madeAt: AT.toISOString(), files: 4 })
      const restored = await restore(backup, target)
      expect(restored).toMatchObject({ madeAt: AT.toISOString(), files: 3, isOlder: false })
      expect(restored.rows['people']).toBe(namesIn(dataDir).length)
      expect(namesIn(target)).toEqual(namesIn(dataDir))
      expect(namesIn(target)).toContain('Ann Example')
      expect((await filesBelow(target)).filter((file) => !file.startsWith('server.lock'))).toEqual([
        'prescribing/one.csv.gz',
        'prescribing/two.csv.gz',
        'steward.sqlite',
      ])
      expect(readFileSync(join(target, 'prescribing/two.csv.gz'), 'utf8')).toBe('rows of two')
    })
  })

  test('holds one moment, however much is written while it is made', async ({ databaseFile }) => {
    await inFolders(databaseFile, async ({ dataDir, backup, target }) => {
      const writing = new Database(databaseFile)
      writing.exec('create table pairs (one integer, other integer)')
      const add = writing.prepare('insert into pairs values (?, ?)')
      const addPair = writing.transaction((value: number) => [add.run(value, 0), add.run(0, value)])
      for (let value = 1; value < 20_000; value++) addPair(value)
      let next = 20_000
      const timer = setInterval(() => addPair(next++))
      await backUp(dataDir, backup, AT)
      clearInterval(timer)
      expect(next).toBeGreaterThan(20_000)
      await restore(backup, target)
      const restored = new Database(join(target, 'steward.sqlite'), { readonly: true })
      expect(restored.prepare('select sum(one) - sum(other), count(*) % 2 from pairs').raw().get()).toEqual([
        0, 0,
      ])
      restored.close()
      writing.close()
    })
  })

  test('has its name only when it is whole', async ({ databaseFile }) => {
    await inFolders(databaseFile, async ({ dataDir, backup }) => {
      const broken = join(dataDir, 'broken')
      mkdirSync(broken)
      writeFileSync(join(broken, 'steward.sqlite'), Buffer.alloc(8192, 7))
      await expect(backUp(broken, backup, AT)).rejects.toThrow()
      expect(readdirSync(dirname(backup))).toEqual([])
    })
  })

  test.for([
    ['a folder with something in it', 'full', /is not empty. Name a folder that does not exist yet/],
    ['a folder inside the data folder', 'inside', /one inside the other. Name a folder elsewhere/],
    ['a file', 'file', /is a file. Name a folder that does not exist yet/],
  ] as const)('is not made into %s', async ([, place, message], { databaseFile }) => {
    await inFolders(databaseFile, async ({ dataDir, backup }) => {
      mkdirSync(backup)
      writeFileSync(join(backup, 'letter.txt'), 'keep me')
      const to = { full: backup, inside: join(dataDir, 'backup'), file: join(backup, 'letter.txt') }[place]
      await expect(backUp(dataDir, to, AT)).rejects.toThrow(message)
      expect(readFileSync(join(backup, 'letter.txt'), 'utf8')).toBe('keep me')
    })
  })

  test('is not made of a folder without a database', async ({ databaseFile }) => {
    await inFolders(databaseFile, async ({ target, backup }) => {
      await expect(backUp(target, backup, AT)).rejects.toThrow(/There is no database in .* Set DATA_DIR/)
      expect(existsSync(backup)).toBe(false)
    })
  })
})

describe('restoring', () => {
  test.for([
    ['a byte of the database changed', 'steward.sqlite', 'flip', /steward.sqlite is not as it was/],
    ['a byte of a file changed', 'prescribing/one.csv.gz', 'flip', /one.csv.gz is not as it was/],
    ['a file cut off', 'prescribing/one.csv.gz', 'cut', /one.csv.gz is not as it was/],
    ['a file missing', 'prescribing/two.csv.gz', 'remove', /two.csv.gz is missing/],
    ['what was counted changed', 'backup.json', 'flip', /backup.json is not as it was/],
    ['the list of sums cut off', 'SHA256SUMS', 'cut', /SHA256SUMS cannot be read/],
    ['no list of sums', 'SHA256SUMS', 'remove', /is no backup/],
  ] as const)(
    'refuses a backup with %s, and writes nothing',
    async ([, file, how, message], { databaseFile }) => {
      await inFolders(databaseFile, async ({ dataDir, backup, target }) => {
        await backUp(dataDir, backup, AT)
        const path = join(backup, file)
        const bytes = readFileSync(path)
        if (how === 'remove') rmSync(path)
        if (how === 'cut') writeFileSync(path, bytes.subarray(0, bytes.length - 5))
        if (how === 'flip') {
          bytes[Math.floor(bytes.length / 2)]! ^= 1
          writeFileSync(path, bytes)
        }
        await expect(restore(backup, target)).rejects.toThrow(message)
        expect(existsSync(target)).toBe(false)
      })
    },
  )

  test('refuses a folder that has anything in it, and leaves it as it was', async ({ databaseFile }) => {
    await inFolders(databaseFile, async ({ dataDir, backup, target }) => {
      await backUp(dataDir, backup, AT)
      mkdirSync(target)
      writeFileSync(join(target, 'notes.txt'), 'mine')
      await expect(restore(backup, target)).rejects.toThrow(/has something in it \(notes.txt\)/)
      await expect(restore(backup, dataDir)).rejects.toThrow(/has a database already/)
      expect(readdirSync(target)).toEqual(['notes.txt'])
    })
  })

  test('refuses a folder that a server has taken', async ({ databaseFile }) => {
    await inFolders(databaseFile, async ({ dataDir, backup, target }) => {
      await backUp(dataDir, backup, AT)
      const lock = lockDataDir(target)
      await expect(restore(backup, target)).rejects.toThrow(/A server is using/)
      lock?.release()
      await expect(restore(backup, target)).resolves.toMatchObject({ files: 3 })
    })
  })

  test('refuses a database that only a newer version knows', async ({ databaseFile }) => {
    await inFolders(databaseFile, async ({ dataDir, backup, target }) => {
      const database = new Database(databaseFile)
      database.exec(
        "insert into __drizzle_migrations (hash, created_at) values ('of tomorrow', 9999999999999)",
      )
      database.close()
      await backUp(dataDir, backup, AT)
      await expect(restore(backup, target)).rejects.toThrow(CannotBackUp)
      await expect(restore(backup, target)).rejects.toThrow(/does not fit this version of Steward/)
      expect(existsSync(target)).toBe(false)
    })
  })
})
