import { describe, expect, test } from 'vitest'
import opioids from '#lib/prescribing/definitions/opioids.json' with { type: 'json' }
import { medicineInWords, medicineNameIn } from '#lib/prescribing/medicine-names.ts'
import { ISSUED } from '../../support/nhs-numbers.ts'

describe('the name of a medicine', () => {
  test.each([
    'Unlistedmorph 40mg modified-release tablets',
    'Bunov 40micrograms/hour transdermal patches',
    'Oramorph 10mg/5ml oral solution',
    'Tramadol HCl_Cap 50mg',
    'Gel (prolonged) 1%',
    'Naloxone 400micrograms/1ml solution for injection ampoules',
  ])('is said where it is plainly one: %s', (name) => {
    expect(medicineNameIn(` ${name} `)).toBe(name)
  })

  test.each([
    'Jane Specimen of Mill Lane',
    '1 Mill Lane',
    'Born 12 May 1950',
    '=cmd 10mg',
    '<b>10mg</b>',
    `Seen ${ISSUED} 10mg`,
    `${'long '.repeat(20)}10mg`,
    '',
  ])('is not said where it may be something else: %s', (text) => {
    expect(medicineNameIn(text)).toBeUndefined()
    expect(medicineInWords({ code: '0407020Q0BYYAYY', name: text })).toBe('the BNF code 0407020Q0BYYAYY')
  })

  test('is said of nearly every opioid that the tables know', () => {
    const names = opioids.presentations.map((line) => line.split('|')[1] ?? '')
    expect(names.filter((name) => medicineNameIn(name)).length / names.length).toBeGreaterThan(0.97)
  })
})
