import { describe, expect, test } from 'vitest'
import {
  currentCodeOf,
  genericOf,
  isNoPractice,
  isPresentationCode,
  isSpreadsheetDamage,
  monthIn,
  practiceCodeIn,
} from '#lib/prescribing/codes.ts'
import { extractMonthIn } from '#lib/prescribing/reading/extract-date.ts'

describe('codes', () => {
  test.each([
    ['A81001', 'A81001'],
    [' z99001 ', 'Z99001'],
    ['Y02345', 'Y02345'],
    ['Z9900', undefined],
    ['', undefined],
    ['99001Z', undefined],
    ['Z990011', undefined],
  ])('the practice code in "%s" is %s', (text, code) => expect(practiceCodeIn(text)).toBe(code))

  test.each([
    ['-', true],
    ['RXX998', true],
    ['A81001', false],
  ])('whether %s is no practice: %s', (code, answer) => expect(isNoPractice(code)).toBe(answer))

  test.each([
    ['202502', '2025-02'],
    ['2025-03', '2025-03'],
    ['2017_09', '2017-09'],
    ['Aug-26', undefined],
    ['202513', undefined],
    ['2026-8', undefined],
    ['', undefined],
  ])('the month in "%s" is %s', (text, month) => expect(monthIn(text)).toBe(month))

  test.each([
    ['01SEP2026', '2026-09'],
    ['2026-09-01', '2026-09'],
    ['01-Apr-17', '2017-04'],
    ['01/09/2026', '2026-09'],
    ['9/1/26', undefined],
    ['09/01/2026', undefined],
    ['September', undefined],
  ])('the month of the extract date "%s" is %s', (text, month) => expect(extractMonthIn(text)).toBe(month))

  test.each([
    ['0407010F0AAAHAH', true],
    ['040702040AAAAAA', true],
    ['20030100373', true],
    ['401020K0AAAIAI', false],
    ['4.07E+14', false],
    ['', false],
  ])('whether "%s" is a presentation code: %s', (code, answer) =>
    expect(isPresentationCode(code)).toBe(answer),
  )

  test.each([
    ['4.07E+14', true],
    ['401020K0AAAIAI', true],
    ['Aug-26', true],
    ['01/08/2026', true],
    ['0407010F0AAAHAH', false],
    ['rubbish', false],
  ])('whether a spreadsheet made "%s": %s', (text, answer) => expect(isSpreadsheetDamage(text)).toBe(answer))

  test('a brand has the generic of its form and strength', () => {
    expect(genericOf('0407020Q0BKAAEF')).toBe('0407020Q0AAEFEF')
    expect(genericOf('0407020Q0BCAGCN')).toBe('0407020Q0AACNCN')
  })

  test('a code that changed is counted under the one of today', () => {
    expect(currentCodeOf('0407020AHAAAAAA')).toBe('0407020AGAAAJAJ')
    expect(currentCodeOf('0407010F0AAAHAH')).toBe('0407010F0AAAHAH')
  })
})
