import { describe, expect, test } from 'vitest'
import { belongsInBackup, readFacts, readSums, writeFacts, writeSums } from '#lib/backups/contents.ts'

const SUM = 'a'.repeat(64)

describe('what belongs in a backup', () => {
  test.each([
    ['prescribing/abc.csv.gz', true],
    ['demonstration-files/EPD_202608.csv', true],
    ['keys/certificates.key', true],
    ['inbox/EPD_202608.csv', false],
    ['inbox/undecided/EPD_202608.csv', false],
    ['uploads/xyz', false],
    ['before-migration/steward-1.sqlite', false],
    ['server.lock', false],
    ['server.lock-journal', false],
    ['steward.sqlite', false],
    ['steward.sqlite-wal', false],
  ])('%s: %s', (path, belongs) => {
    expect(belongsInBackup(path)).toBe(belongs)
  })
})

describe('the list of sums', () => {
  const sums = new Map([
    ['steward.sqlite', SUM],
    ['backup.json', SUM],
    ['prescribing/two words.csv.gz', SUM],
  ])

  test('is read as it was written, sorted by path', () => {
    const text = writeSums(sums)
    expect(text.split('\n')[0]).toBe(`${SUM}  backup.json`)
    expect(readSums(text)).toEqual(sums)
  })

  test.each([
    ['a line that is no sum', `${writeSums(sums)}nonsense\n`],
    ['a sum that is cut off', writeSums(sums).slice(0, -20)],
    ['a file outside the backup', `${writeSums(sums)}${SUM}  ../etc/passwd\n`],
    ['a file by its whole path', `${writeSums(sums)}${SUM}  /etc/passwd\n`],
    ['a file named twice', writeSums(sums) + writeSums(sums)],
    ['no database', `${SUM}  backup.json\n`],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(readSums(text)).toBeUndefined()
  })
})

describe('the facts of a backup', () => {
  const facts = { format: 1 as const, madeAt: '2026-11-29T03:00:00.000Z', rows: { people: 3 } }

  test('are read as they were written', () => {
    expect(readFacts(writeFacts(facts))).toEqual(facts)
  })

  test.each([
    ['of a later format', JSON.stringify({ ...facts, format: 2 })],
    ['cut off', writeFacts(facts).slice(0, 30)],
    ['of something else', '[]'],
    ['of nothing', 'null'],
  ])('are refused when they are %s', (_, text) => {
    expect(readFacts(text)).toBeUndefined()
  })
})
