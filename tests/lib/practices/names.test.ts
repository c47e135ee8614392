import { expect, test } from 'vitest'
import { nameInWords } from '#lib/practices/names.ts'

test.each([
  ["THE SURGERY AT ST. MARY'S", "The Surgery at St. Mary's"],
  ['DOVECOTE HEALTH CENTRE', 'Dovecote Health Centre'],
  ['DRS SMITH-JONES AND PARTNERS', 'Drs Smith-Jones and Partners'],
  ['Dr O’Example & Partners', 'Dr O’Example & Partners'],
  ['1ST STREET (BRANCH)', '1st Street (Branch)'],
])('%s is written %s', (shouted, written) => {
  expect(nameInWords(shouted)).toBe(written)
})
