import type { Store } from '#db/store.ts'
import { recordSuccessor } from '#lib/practices/commands.ts'
import { importFile } from '#lib/prescribing/import-file.ts'
import { type KnownPractices, reportPractices } from '#lib/prescribing/practices-found.ts'
import { reportMissing } from '#lib/prescribing/practices-missing.ts'
import { collectProblems } from '#lib/prescribing/problems.ts'
import { lineKey } from '#lib/prescribing/reading/reading.ts'
import { describe, expect, test } from '../../support/test.ts'
import { by, code } from './areas/given-months.ts'
import { ABSENT, fromDisk, isShared, SHARED } from './files.ts'

const known = (told: Partial<KnownPractices> = {}): KnownPractices => ({
  codes: new Set(Array.from({ length: 40 }, (_, index) => code(index))),
  isRegister: true,
  closedOn: new Map(),
  openGpPractices: new Set(Array.from({ length: 30 }, (_, index) => code(index))),
  costCentres: new Set(Array.from({ length: 10 }, (_, index) => code(30 + index))),
  tokenLists: new Map(),
  successions: [],
  ...told,
})

/** What is said of a file in which each practice begins ten lines after the other. */
function said(codes: string[], about: KnownPractices, items = 3) {
  const problems = collectProblems()
  const rows = codes.map((practiceCode) => ({
    practiceCode,
    month: '2026-08',
    rows: 10,
    sums: { items },
    commissioner: null,
  }))
  const firstLines = new Map(rows.map((row, index) => [lineKey(row), 2 + index * 10]))
  reportPractices({ rows, firstLines }, about, problems)
  return problems.list().map(({ level, line, code: what, message }) => ({ level, line, what, message }))
}

describe('of the practices of a file', () => {
  test('those that no register knows are named with their lines', () => {
    expect(said([code(1), 'Z97777', code(2), 'Z97778'], known())).toEqual([
      {
        level: 'warning',
        line: 12,
        what: 'unknown_practice',
        message:
          'Z97777 (line 12), Z97778 (line 32) are not in the practice register. Their figures count like any other’s: check the code, or import a newer register.',
      },
    ])
  })

  test('those that are no GP practices are counted, and a few named', () => {
    const [one] = said([code(1), code(30)], known())
    expect(one).toMatchObject({ level: 'note', line: 12, what: 'cost_centres' })
    expect(one?.message).toMatch(
      /^1 of 2 practice codes in this file is no GP practice .*: Z98030 \(line 12\)\./,
    )
    const many = said(
      Array.from({ length: 40 }, (_, index) => code(index)),
      known(),
    )
    expect(many[0]?.message).toMatch(/^10 of 40 .* Z98030 .*, Z98031 .*, Z98032 \(line 322\) and 7 more\./)
  })

  test('those with a token list are named with its size', () => {
    const [one] = said([code(1), code(2)], known({ tokenLists: new Map([[code(2), 16]]) }))
    expect(one).toMatchObject({ level: 'note', line: 12, what: 'token_lists' })
    expect(one?.message).toMatch(/^Z98002 \(line 12; 16 patients\) has a list of fewer than 100 patients/)
  })

  test('those that closed are named with their items and who took over', () => {
    const closed = {
      closedOn: new Map([[code(1), '2026-06-30']]),
      successions: [
        {
          practiceCode: code(1),
          successorCode: code(2),
          kind: 'merged' as const,
          fromDay: '2026-07-01',
        },
      ],
    }
    const found = said([code(2), code(1)], known(closed))
    expect(found).toMatchObject([{ level: 'note', line: 12, what: 'closed_practice_items' }])
    expect(found[0]?.message).toContain('3 items are of a practice that had closed')
    expect(found[0]?.message).toContain('Z98001 (line 12; merged into Z98002)')
  })

  test('those that another took over, and the register has not closed, are named apart', () => {
    const succession = { practiceCode: code(1), successorCode: code(2), kind: 'merged' as const }
    const at = (fromDay: string) =>
      said([code(1), code(2)], known({ successions: [{ ...succession, fromDay }] }), 1)
    expect(at('2026-08-02')).toEqual([])
    expect(at('2026-08-01')).toMatchObject([{ level: 'warning', line: 2, what: 'merged_practice_items' }])
    expect(at('2026-08-01')[0]?.message).toMatch(
      /^1 item is of a practice that another took over .*Z98001 \(line 2; merged into Z98002\)\. The register does not say that it has closed/,
    )
  })
})

describe('practices that had rows in the month before', () => {
  const set = (from: number, to: number) =>
    new Set(Array.from({ length: to - from }, (_, index) => code(from + index)))
  function missing(now: Set<string>, about = known(), loaded = new Map([['2026-07', set(0, 30)]])) {
    const problems = collectProblems()
    reportMissing({ inFile: new Map([['2026-08', now]]), loaded }, about, problems)
    return problems.list().map(({ level, code: what, message }) => `${level} ${what}: ${message}`)
  }

  test('and have none now are named', () => {
    expect(missing(set(0, 30))).toEqual([])
    expect(missing(set(1, 30))).toEqual([
      'warning practices_missing: One open GP practice with rows in July 2026 has none in August 2026: Z98000. No rows are no figure and not a zero: its charts have a gap.',
    ])
    expect(missing(set(12, 30))[0]).toMatch(/12 open GP practices .*: Z98000, .*Z98009 and 2 more\./)
  })

  test('are not missed when they closed, merged, are no practice or came with another file', () => {
    expect(missing(set(1, 30), known({ closedOn: new Map([[code(0), '2026-07-31']]) }))).toEqual([])
    const gone = {
      practiceCode: code(0),
      successorCode: code(1),
      kind: 'closed' as const,
      fromDay: '2026-08-01',
    }
    expect(missing(set(1, 30), known({ successions: [gone] }))).toEqual([])
    expect(missing(set(1, 30), known({ openGpPractices: set(1, 30) }))).toEqual([])
    const other = new Map([
      ['2026-07', set(0, 30)],
      ['2026-08', set(0, 1)],
    ])
    expect(missing(set(1, 30), known(), other)).toEqual([])
  })

  test('are not called missing by an extract, which is told that it is one', () => {
    expect(missing(set(0, 1))).toEqual([
      'warning part_of_month: Of the 30 practices with rows in July 2026 1 has rows in August 2026 with this file: it is a part of the month. The month is not taken for complete, and the charts of other practices end where they did.',
    ])
    expect(missing(set(0, 15))[0]).toContain('practices_missing')
  })

  test('are those of the file itself where it holds both months', () => {
    const problems = collectProblems()
    const inFile = new Map([
      ['2026-07', set(0, 4)],
      ['2026-08', set(1, 4)],
    ])
    reportMissing({ inFile, loaded: new Map() }, known(), problems)
    expect(problems.list().map(({ message }) => message)).toEqual([
      expect.stringContaining('none in August 2026: Z98000.'),
    ])
  })
})

describe('the shared months', () => {
  const bring = async (store: Store, ...names: string[]) => {
    let last: Awaited<ReturnType<typeof importFile>> | undefined
    for (const name of names)
      last = await importFile(store, by, { name, bytes: fromDisk(`${SHARED}/${name}`) })
    return new Map(last!.problems.map((problem) => [problem.code, problem]))
  }
  const month = (year: string) => `epd/EPD_SNOMED_${year}.csv.gz`
  const list = (day: string) => `gp-list-size/gp-reg-pat-prac-all_${day}.csv`

  test('say which practice is missing, which are cost centres, and what is of a closed one, with lines', async ({
    store,
    skip,
  }) => {
    if (!isShared) skip(ABSENT)
    const before = ['epraccur_sample.csv', list('2025-07'), month('202507')]
    const august = await bring(store, ...before, month('202508'))
    expect(august.get('practices_missing')?.message).toContain('none in August 2025: Z99010.')
    expect(august.get('cost_centres')).toMatchObject({ level: 'note', line: expect.any(Number) })
    expect(august.get('cost_centres')?.message).toMatch(/^1 of 29 .*Z99019 \(line \d+\)/)
    expect(august.get('token_lists')?.message).toMatch(/^Z99020 \(line \d+; 16 patients\)/)
    expect(august.get('unidentified_rows')?.line).toBeGreaterThan(1)
    const kind = 'merged' as const
    await store.transact((tx) =>
      recordSuccessor(tx, by, 'Z99007', {
        successorCode: 'Z99008',
        kind,
        fromDay: '2026-01-01',
        source: 'Invented',
      }),
    )
    const january = await bring(store, month('202601'))
    expect(january.get('closed_practice_items')?.line).toBeGreaterThan(1)
    expect(january.get('closed_practice_items')?.message).toMatch(/Z99007 \(line \d+; merged into Z99008\)/)
    expect(january.has('practices_missing')).toBe(false)
  })
})
