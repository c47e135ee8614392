import { describe, expect, test } from 'vitest'
import { newCode, readCode } from '#lib/certificates/code.ts'

describe('the code of a certificate', () => {
  test('is seven groups of four without letters that look like digits, never twice the same', () => {
    const codes = Array.from({ length: 500 }, newCode)
    expect(codes.every((code) => /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/.test(code))).toBe(true)
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('is read however it was typed', () => {
    const code = newCode()
    const spaced = code.replaceAll('-', ' – ')
    const confused = code.replaceAll('0', 'o').replaceAll('1', 'l')
    const address = `https://steward.example.org/certificates/${code}`
    for (const typed of [
      code,
      code.toLowerCase(),
      code.replaceAll('-', ''),
      ` ${spaced}\n`,
      confused,
      address,
      `${address}.pdf`,
      `${address}/?x#y`,
    ]) {
      expect(readCode(typed), typed).toEqual({ code })
    }
  })

  test.each([
    ['', 'empty'],
    [' - ', 'empty'],
    ['7K3M', 'wrong length'],
    [`${newCode()}X`, 'wrong length'],
    [newCode().replace(/.$/, '!'), 'mistyped'],
    [newCode().replace(/^./, 'U'), 'mistyped'],
  ])('%j has the problem %s', (typed, problem) => {
    expect(readCode(typed)).toEqual({ problem })
  })

  test('with one character wrong or two swapped is a slip, not an unknown certificate', () => {
    const code = newCode().replaceAll('-', '')
    const other = (letter: string) => (letter === '7' ? '8' : '7')
    const wrong = Array.from(
      code,
      (letter, index) => code.slice(0, index) + other(letter) + code.slice(index + 1),
    )
    const swapped = Array.from(
      code.slice(1),
      (letter, index) => code.slice(0, index) + letter + code[index] + code.slice(index + 2),
    )
    const changed = [...wrong, ...swapped].filter((typed) => typed !== code)
    const slips = changed.filter((typed) => 'problem' in readCode(typed))
    // 0 and Z are 31 apart, the one pair that the check cannot tell.
    expect(slips.length).toBeGreaterThanOrEqual(changed.length - (code.match(/0Z|Z0/g)?.length ?? 0))
  })
})
