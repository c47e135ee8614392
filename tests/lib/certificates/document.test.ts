import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificatePdf } from '#lib/certificates/document.ts'
import { NOT_CERTIFIED } from '#lib/certificates/wording.ts'
import { certificate, everyWord } from './given.ts'

const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0
const folder = mkdtempSync(join(tmpdir(), 'steward-pdf-'))
const file = join(folder, 'certificate.pdf')
let bytes: Uint8Array
const poppler = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' }).stdout
const oneLine = (text: string) => text.replace(/\s+/g, ' ')

beforeAll(async () => {
  bytes = await certificatePdf(certificate)
  writeFileSync(file, bytes)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the PDF of a certificate', () => {
  test('is the same bytes for the same facts, and other bytes for others', async () => {
    expect(Buffer.compare(bytes, await certificatePdf(certificate))).toBe(0)
    const other = { ...certificate, facts: { ...certificate.facts, sessionsAttended: 8 } }
    expect(Buffer.compare(bytes, await certificatePdf(other))).not.toBe(0)
  })

  test('is small, version 1.7, tagged, in English, and calls itself by its title', () => {
    const source = Buffer.from(bytes).toString('latin1')
    expect(source).toMatch(/^%PDF-1\.7/)
    for (const mark of [
      '/Marked true',
      '/Lang (en-GB)',
      '/DisplayDocTitle true',
      '/S /H1',
      '/S /Figure',
      '/S /TH',
      '/Tabs /S',
    ]) {
      expect(source).toContain(mark)
    }
    expect(bytes.length).toBeLessThan(80_000)
  })

  test('fits a very long name and title on its one page', async () => {
    const facts = {
      ...certificate.facts,
      name: 'Featherstonehaugh-Cholmondeley '.repeat(4).trim(),
      caseStudy: 'W'.repeat(120),
    }
    const long = Buffer.from(await certificatePdf({ ...certificate, facts })).toString('latin1')
    expect(long.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1)
  })

  // Poppler is no dependency of ours; where it is missing the marks above still hold.
  test.runIf(hasPoppler)('says every fact and what it does not certify, in reading order', () => {
    const text = oneLine(poppler('pdfinfo', '-struct-text', file).replace(/"/g, ''))
    expect(everyWord.filter((word) => !text.includes(word))).toEqual([])
    expect(NOT_CERTIFIED.filter((word) => !text.includes(word))).toEqual([])
    const order = [
      'Certificate of continuing',
      'This certifies that',
      'Siân',
      'Taught sessions',
      'Check this certificate',
      'Basis of the award',
    ]
    const places = order.map((word) => text.indexOf(word))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(poppler('pdftotext', file, '-')).toContain('Siân Ŵyn-Łukasiewicz')
  })

  test.runIf(hasPoppler)('carries its fonts and its dates inside', () => {
    const fonts = poppler('pdffonts', file).trim().split('\n').slice(2)
    expect(fonts).toHaveLength(3)
    expect(fonts.every((font) => /OpenSans.*yes yes yes/.test(font))).toBe(true)
    const about = poppler('pdfinfo', '-isodates', file)
    expect(about).toMatch(/Tagged: +yes/)
    expect(about).toMatch(/CreationDate: +2027-04-18T10:00:00Z/)
    expect(about).toMatch(/Pages: +1/)
    expect(about).toMatch(/Page size: +841\.89 x 595\.28 pts \(A4\)/)
  })
})
