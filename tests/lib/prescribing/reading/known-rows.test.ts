import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { patientDataGuard } from '#lib/prescribing/patient-data.ts'
import { collectProblems, Unreadable } from '#lib/prescribing/problems.ts'
import { textsIn } from '#lib/prescribing/reading/cells.ts'
import { startEpd } from '#lib/prescribing/reading/epd.ts'
import type { FileReader, WatchedRow } from '#lib/prescribing/reading/reading.ts'
import { scanRows } from '#lib/prescribing/reading/rows.ts'
import type { ReadKnown, Row } from '#lib/prescribing/reading/scan.ts'
import { EPD, fixture, inPieces } from '../files.ts'

/** What comes of a file when its rows may be read in the short way, or only by the scanner. */
async function outcome(text: string, options: { inShort: boolean; size?: number }) {
  const problems = collectProblems()
  const context = { fileName: EPD, thisMonth: '2026-11', onlyPractices: undefined, problems }
  const watched: WatchedRow[] = []
  let reader: FileReader | undefined
  let guard: ((row: Row) => void) | undefined
  let rowsInShort = 0
  const known: ReadKnown = (row, at, end) => {
    const before = row.line
    const next = reader?.known?.(row, at, end) ?? at
    rowsInShort += row.line - before
    return next
  }
  const each = (row: Row) => {
    if (reader) {
      guard?.(row)
      return reader.row(row)
    }
    guard = patientDataGuard(textsIn(row))
    reader = startEpd(textsIn(row), context, (seen) => watched.push({ ...seen }))
  }
  const refused = await scanRows(inPieces(text, options.size), {
    each,
    known: options.inShort ? known : undefined,
  }).catch((fault) => {
    if (fault instanceof Unreadable) return { code: fault.code, place: fault.place }
    throw fault
  })
  const figures = reader?.finish()
  return {
    outcome: { refused, figures, watched, counts: reader?.counts, problems: problems.list() },
    rowsInShort,
  }
}

const HEADINGS = fixture(EPD).split('\n')[0]!.split(',')
const OLD_HEADINGS = fixture('EPD_201907.csv').split('\n')[0]!.split(',')
const at = (heading: string) => HEADINGS.indexOf(heading)

/** Valid by checksum and range, in pieces so that no scanner of repositories takes it for a person's. */
const NHS_NUMBER = ['401', '023', '2137'].join('')
const oftenOf = <T>(usual: T[], ...rare: T[]) =>
  fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...rare) },
  )

const place = fc.record({
  month: oftenOf(['2026-08'], '2026-07', '202608', '2031-01', 'Aug-26'),
  pco: oftenOf(['98Z00'], '15N00', '-'),
  name: oftenOf(
    ['AMBER LANE', 'HILL, THE PRACTICE'],
    'A "B" C',
    'TWO\nLINES',
    '',
    'É',
    '"',
    `${'LONG '.repeat(200)}`,
  ),
  code: oftenOf(['Z98001', 'Z98002', 'z98003', ' Z98004'], '-', 'Z98998', 'Z9'),
  address: oftenOf(['1 EXAMPLE ROAD'], NHS_NUMBER, '0123456789', '401 023 2138'),
})
const drug = fc.record({
  chemical: oftenOf(['0407020Q0', '0301011R0'], ''),
  chemicalName: oftenOf(['Morphine sulfate', 'Combined, other'], 'A "name"', 'two\nlines', NHS_NUMBER),
  code: oftenOf(
    ['0407020Q0AACNCN', '0408010AEAAAAAA', '0301011R0AAAPAP', '21300000150'],
    '0407020Q0BYYAYY',
    ' 0407010F0AAAHAH',
    '4.07E+14',
    '0309010C0ZZZZZZ',
  ),
  name: oftenOf(
    ['Morphine 10mg/5ml', 'Microgynon 30', 'Gel, 1%'],
    '',
    NHS_NUMBER,
    `${NHS_NUMBER} `,
    'x'.repeat(700),
  ),
})
const figures = fc.record({
  quantity: oftenOf(
    ['28', '28.', '28.0', '7', '.5', '0.25'],
    '',
    ' 28',
    '1,000',
    '-28',
    '1E3',
    '1'.repeat(16),
  ),
  items: oftenOf(['1', '2', '40', '3.'], '1.5', '0', 'two'),
  wrongTotal: oftenOf([false], true),
  adq: oftenOf(['0', '12.5'], '', 'x"y', 'text 5'),
  nic: oftenOf(['1.20', '3'], '-1', ''),
  cost: oftenOf(['1.10293', '0'], '-1', 'free'),
  unidentified: oftenOf(['N'], 'Y', 'n', '', 'Yes'),
  snomed: oftenOf(['', '4935211000001'], '49 35', NHS_NUMBER, 'a"b'),
  spelling: fc.record({
    quotes: fc.constantFrom('never', 'always', 'sometimes'),
    end: oftenOf(['\n'], '\r\n', '\n\n', ',more\n', '\r\r\n', ' \n'),
    cutOff: oftenOf([false], true),
  }),
})

type Drawn<T> = T extends fc.Arbitrary<infer D> ? D : never

function rowOf(
  where: Drawn<typeof place>,
  what: Drawn<typeof drug>,
  how: Drawn<typeof figures>,
  serial: number,
) {
  const cells: string[] = HEADINGS.map((heading) => (heading === 'POSTCODE' ? 'ZZ01 1ZZ' : 'INVENTED'))
  const put = (values: Record<string, string>) => {
    for (const [heading, value] of Object.entries(values)) cells[at(heading)] = value
  }
  const total = Number(how.quantity) * Number(how.items) + (how.wrongTotal ? 1 : 0)
  put({ YEAR_MONTH: where.month, PCO_CODE: where.pco, PRACTICE_NAME: where.name, PRACTICE_CODE: where.code })
  put({ ADDRESS_1: where.address, BNF_CHEMICAL_SUBSTANCE_CODE: what.chemical })
  put({ BNF_CHEMICAL_SUBSTANCE: what.chemicalName, BNF_PRESENTATION_CODE: what.code })
  put({ BNF_PRESENTATION_NAME: what.name, BNF_CHAPTER_PLUS_CODE: '04: Central Nervous System' })
  put({
    QUANTITY: how.quantity,
    ITEMS: how.items,
    TOTAL_QUANTITY: `${total}`,
    ADQ_USAGE: how.adq,
    NIC: how.nic,
  })
  put({ ACTUAL_COST: how.cost, UNIDENTIFIED: how.unidentified, SNOMED_CODE: `${how.snomed}${serial % 50}` })
  const { quotes, end, cutOff } = how.spelling
  const isQuoted = (text: string, index: number) =>
    quotes === 'always' || /[",\n]/.test(text) || (quotes === 'sometimes' && (index + serial) % 3 === 0)
  const line = cells
    .map((text, index) => (isQuoted(text, index) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(',')
  return cutOff ? `${line.slice(0, 120)}\n` : `${line}${end}`
}

/** Several drugs of a place and several rows of a drug, one under the other, as in a month. */
const table = fc
  .array(
    fc.tuple(
      place,
      fc.array(fc.tuple(drug, fc.array(figures, { minLength: 1, maxLength: 4 })), {
        minLength: 1,
        maxLength: 8,
      }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((places) => {
    let serial = 0
    const rows = places.flatMap(([where, drugs]) =>
      drugs.flatMap(([what, hows]) => hows.map((how) => rowOf(where, what, how, serial++))),
    )
    return `${HEADINGS.join(',')}\n${rows.join('')}`
  })

describe('rows read in the short way', () => {
  test('come to the same as rows read by the scanner, whatever their spelling, faults and pieces', async () => {
    let rowsInShort = 0
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 6000 }), async (text, size) => {
        const padded = `${text}${'\n'.repeat(1500)}`
        const short = await outcome(padded, { inShort: true, size })
        rowsInShort += short.rowsInShort
        expect(short.outcome).toEqual((await outcome(padded, { inShort: false })).outcome)
      }),
      { numRuns: 400 },
    )
    expect(rowsInShort).toBeGreaterThan(1000)
  })

  const line = fixture(EPD).split('\n')[1]!
  const rowsFrom = (count: number, spelt: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => spelt(index)).join('')
  const ordinary = (index: number) => `${line.replace(',100,4,400,', `,${index + 1},4,${4 * index + 4},`)}\n`

  test('are nearly all rows of a file of several blocks, in every layout', async () => {
    const plain = `${HEADINGS.join(',')}\n${rowsFrom(5000, ordinary)}`
    const quoted = plain.replaceAll(/([^,\n]*)([,\n])/g, '"$1"$2')
    const oldLine = fixture('EPD_201907.csv').split('\n')[1]!
    const old = `${OLD_HEADINGS.join(',')}\n${rowsFrom(5000, (index) => `${oldLine.replace(',100,4,400,', `,${index + 1},4,${4 * index + 4},`)}\n`)}`
    for (const text of [plain, quoted, old, plain.replaceAll('\n', '\r\n')]) {
      const short = await outcome(text, { inShort: true })
      expect(short.rowsInShort).toBeGreaterThan(4900)
      expect(short.outcome.counts).toEqual({ rowsRead: 5000, rowsUsed: 5000, rowsRejected: 0 })
      expect(short.outcome).toEqual((await outcome(text, { inShort: false })).outcome)
    }
  })

  test('end where a block ends, however long they are', async () => {
    const long = (index: number) => ordinary(index).replace(/\n$/, `${'7'.repeat(3000)}\n`)
    const text = `${HEADINGS.join(',')}\n${rowsFrom(900, long)}`
    const short = await outcome(text, { inShort: true })
    expect(short.rowsInShort).toBeGreaterThan(800)
    expect(short.outcome).toEqual((await outcome(text, { inShort: false })).outcome)
  })

  test('are none where columns stand in another order, or follow that no layout has', async () => {
    const text = `${HEADINGS.join(',')}\n${rowsFrom(3000, ordinary)}`
    const turned = text.replaceAll(/[^\n]+/g, (row) => row.split(',').toReversed().join(','))
    const more = text.replaceAll(/[^\n]+/g, (row) => `${row},${NHS_NUMBER}`)
    expect((await outcome(turned, { inShort: true })).rowsInShort).toBe(0)
    const guarded = await outcome(more, { inShort: true })
    expect([guarded.rowsInShort, guarded.outcome.refused]).toMatchObject([0, { code: 'patient_data' }])
  })

  test.each([
    ['an NHS number in the name of a drug', 'Co-codamol 30mg/500mg tablets', NHS_NUMBER],
    ['an NHS number in the chemical', 'Co-codamol (Codeine phosphate/paracetamol)', NHS_NUMBER],
    ['an NHS number in the address', '1 EXAMPLE ROAD', NHS_NUMBER],
  ])('do not hide %s', async (_, text, number) => {
    const faulty = (index: number) =>
      index === 900 ? ordinary(index).replace(text, number) : ordinary(index)
    const { outcome: found } = await outcome(`${HEADINGS.join(',')}\n${rowsFrom(2000, faulty)}`, {
      inShort: true,
    })
    expect(found.refused).toMatchObject({ code: 'patient_data', place: { line: 902 } })
  })
})
