import { readFileSync } from 'node:fs'
import { findIdentifiers, gravest } from '#lib/identifiers/guard.ts'
import { nhsNumberVerdict } from '#lib/identifiers/nhs-number.ts'
import { ISSUED, numbered, TEST_RANGE, UNISSUED } from '../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../support/test.ts'

const NORTHERN_IRELAND = numbered('320000012')
const SCOTTISH = numbered('311299123')

describe('an NHS number', () => {
  test.each([
    [ISSUED, 'issued'],
    [numbered('600000001'), 'issued'],
    [NORTHERN_IRELAND, 'issued'],
    [SCOTTISH, 'issued'],
    [UNISSUED, 'checksum only'],
    [TEST_RANGE, 'test'],
    ['4505577105', nhsNumberVerdict('4505577105')],
    ['123', 'no'],
    ['450557710x', 'no'],
  ] as const)('%s is %s', (number, verdict) => {
    expect(nhsNumberVerdict(number)).toBe(verdict)
  })

  test('is none when its last digit is changed', () => {
    const wrong = ISSUED.slice(0, 9) + ((Number(ISSUED[9]) + 1) % 10)
    expect(nhsNumberVerdict(wrong)).toBe('no')
  })
})

const grouped = (number: string, by: string) =>
  `${number.slice(0, 3)}${by}${number.slice(3, 6)}${by}${number.slice(6)}`

describe('the guard', () => {
  test.each([
    ['alone', ISSUED],
    ['in a sentence', `Seen today, NHS no ${ISSUED}.`],
    ['with spaces', grouped(ISSUED, ' ')],
    ['with dashes', grouped(ISSUED, '-')],
    ['with non-breaking spaces', grouped(ISSUED, '\u00a0')],
    ['with invisible characters between', grouped(ISSUED, '\u200b')],
    [
      'in full-width digits',
      Array.from(ISSUED, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join(''),
    ],
    ['after another number', `12 ${ISSUED}`],
    ['after another number, grouped', `12 ${grouped(ISSUED, ' ')}`],
    ['digit by digit', Array.from(ISSUED).join(' ')],
    ['between letters', `no${ISSUED}x`],
    ['from Scotland', SCOTTISH],
    ['from Northern Ireland', NORTHERN_IRELAND],
  ])('blocks a number written %s', (_, text) => {
    expect(gravest(findIdentifiers(text))).toBe('block')
  })

  test.each([
    ['a mobile number', '07700 900123'],
    ['a London telephone number', '020 7946 0958'],
    ['eleven digits that hold ten that check', `0${ISSUED}`],
    ['a longer figure', `${ISSUED}12`],
    ['an ODS code', 'Z98001'],
    ['a BNF code', '0407020Q0AAAAAA'],
    ['a date', '22/11/2026'],
    ['money', '£1,234.56'],
    ['a DOI', '10.1136/bmjopen-2019-032988'],
    ['a GMC number', 'GMC 7654321'],
    ['nothing', ''],
  ])('lets %s pass', (_, text) => {
    expect(findIdentifiers(text)).toEqual([])
  })

  test('asks about ten digits that check but were never issued', () => {
    expect(findIdentifiers(`Order ${UNISSUED}`)).toEqual([
      { verdict: 'ask', rule: 'nhs-number-checksum', from: 6, to: 16 },
    ])
  })

  test('warns about the test range', () => {
    expect(gravest(findIdentifiers(TEST_RANGE))).toBe('warn')
  })

  test('tells the place and never the number', () => {
    const found = findIdentifiers(`abc ${ISSUED} def`)
    expect(found).toEqual([{ verdict: 'block', rule: 'nhs-number', from: 4, to: 14 }])
    expect(JSON.stringify(found)).not.toContain(ISSUED)
  })

  test('the gravest finding decides', () => {
    expect(gravest(findIdentifiers(`${TEST_RANGE} and ${UNISSUED} and ${ISSUED}`))).toBe('block')
  })

  test('does not take for ever over a long text, however it is made', () => {
    const text = '1 2 3 4 '.repeat(20_000)
    const began = performance.now()
    findIdentifiers(text)
    expect(performance.now() - began).toBeLessThan(10_000)
  })

  test('has nothing to say about the texts of this product', () => {
    const text = readFileSync(
      'src/content/programmes/opioid-stewardship/sessions/02-why-this-is-a-focus.mdx',
      'utf8',
    )
    expect(findIdentifiers(text)).toEqual([])
  })
})
