import { findIdentifiers, gravest } from '#lib/identifiers/guard.ts'
import { ISSUED, numbered } from '../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../support/test.ts'

const [A, B, C] = [ISSUED.slice(0, 3), ISSUED.slice(3, 6), ISSUED.slice(6)]
const SEPARATORS = [
  ...['  ', ' - ', '\t', '\n', '\r\n', ', ', ',', '_', ':', '·', ' · ', '.', '/', ' / ', '–', ' – ', '—'],
  ...['\u2002', '\u2003', '\u2007', '\u2009', '\u202f', '\u3000', '\u2010', '\u2011', '\u2012', '\u2212'],
  ...['\u200e', '\u200f', '\u2066', '\u2069', '\u0301', '\ufe0f', '\u00ad', '\u200b', '\u2060', ' \u200e '],
]
/** The noughts of some scripts; their other digits follow. */
const NOUGHTS = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7f6, 0x1fbf0]
const within = (digits: string, each: (digit: string) => string) => Array.from(digits, each).join('')

describe('an issued number is found', () => {
  test.each(SEPARATORS.map((by) => [JSON.stringify(by), by] as const))('with %s between', (_, by) => {
    for (const written of [`${A}${by}${B}${by}${C}`, `${A}${by}${B}${C}`, `${A}${B}${by}${C}`]) {
      expect(gravest(findIdentifiers(written))).toBe('block')
      expect(gravest(findIdentifiers(`NHS no: ${written}.`))).toBe('block')
    }
  })

  test.each(NOUGHTS)('in the digits after %i', (nought) => {
    const written = within(ISSUED, (digit) => String.fromCodePoint(nought + Number(digit)))
    expect(findIdentifiers(`a ${written} b`)).toEqual([
      { verdict: 'block', rule: 'nhs-number', from: 2, to: 2 + written.length },
    ])
  })

  test.each([
    `(${A}) ${B} ${C}`,
    `(${A}) ${B}-${C}`,
    `aged 72 ${A} ${B}${C}`,
    `${A} ${B}${C} 72 years`,
    `72 ${A}  ${B}  ${C} 13`,
    `0 ${ISSUED}`,
    `0 ${A} ${B} ${C}`,
    `Age 72, ${A} ${B} ${C}, 3 visits`,
    `72\t${A} ${B} ${C}\t3`,
    `12\u200b${ISSUED}`,
    `01/02/2026 ${A} ${B} ${C}`,
    `020 7946 0958, ${A} ${B} ${C}`,
    within(ISSUED, (digit) => `${digit}\u0336`),
    within(ISSUED, (digit) => `${digit}\ufe0f\u20e3`),
    within(ISSUED, (digit) => `\u2067${digit}\u2069`),
    within(ISSUED, (digit) => `${digit}, `),
    `${ISSUED.slice(0, 4)} ${ISSUED.slice(4, 7)} ${ISSUED.slice(7)}`,
    `${ISSUED.slice(0, 5)} - ${ISSUED.slice(5)}`,
    `311299 ${numbered('311299123').slice(6)}`,
  ])('in %j', (text) => {
    expect(gravest(findIdentifiers(text))).toBe('block')
  })

  test('where it stands in what was typed', () => {
    const typed = `é\u0301\u200e72 ${A}\u200e - ${B}\u0301 ${C}\u200e!`
    const [found] = findIdentifiers(typed)
    expect(typed.slice(found?.from, found?.to)).toBe(`${A}\u200e - ${B}\u0301 ${C}`)
  })
})

/** The same figures for every run of the tests. */
function dice(seed: number) {
  let state = seed
  return (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * most)
  }
}

describe('figures side by side', () => {
  const roll = dice(20_261_122)
  const digits = (count: number) => Array.from({ length: count }, () => roll(10)).join('')
  const two = (most: number) => String(1 + roll(most)).padStart(2, '0')
  const year = () => 1995 + roll(35)
  const list = (most: number, by: string) => Array.from({ length: 3 + roll(12) }, () => roll(most)).join(by)
  const date = () => `${two(31)}/${two(12)}/${year()}`
  const isbn = () => {
    const twelve = `978${digits(9)}`
    const sum = Array.from(twelve, Number).reduce((all, d, at) => all + d * (at % 2 ? 3 : 1), 0)
    return `978-${twelve.slice(3)}${(10 - (sum % 10)) % 10}`
  }
  const kinds: Record<string, () => string> = {
    counts: () => list([10, 100, 1000, 2000, 100_000][roll(5)]!, [', ', ',', '\t', '\n', '; '][roll(5)]!),
    'small counts': () => `${list(100, ' ')} items`,
    dates: () => `${date()}, ${date()} and ${year()}-${two(12)}-${two(28)} ${two(23)}:${two(59)}`,
    'dates with times': () => `${two(28)}/${two(12)}/${two(30)} ${two(23)}:${two(59)}`,
    costs: () => `£${1 + roll(900)},${digits(3)}.${digits(2)} to £${1 + roll(99)},${digits(3)},${digits(3)}`,
    amounts: () => `£${100 + roll(900)}, £${100 + roll(900)}, £${1000 + roll(9000)}`,
    mobiles: () => `07700 900${digits(3)}, 07700 900${digits(3)}`,
    telephones: () => `020 7946 0${digits(3)} / 0113 496 0${digits(3)}`,
    abroad: () => `+44 20 7946 0${digits(3)}, +44 7700 900${digits(3)}, +44 (0) 7700 900${digits(3)}`,
    codes: () => `Z${digits(5)}, Z${digits(5)}, 0407020Q0AAA${digits(2)}, GMC ${digits(7)}, NG${digits(3)}`,
    articles: () =>
      `10.1136/bmjopen-${year()}-0${digits(5)} and 10.1016/S0140-6736(${two(26)})${digits(5)}-5`,
    books: () => `ISBN ${isbn()}`,
    years: () => `${year()}-${year()}, ${year()}/${two(30)}, ${year()}–${year()}`,
    table: () => Array.from({ length: 4 }, () => `${list(1000, '\t')}`).join('\n'),
    percentages: () => `${roll(100)}.${roll(10)}% (${roll(1000)}/${1000 + roll(9000)})`,
  }
  test('are hardly ever taken for a number', () => {
    const makers = Object.entries(kinds)
    const alarms = Array.from({ length: 10_000 }, (_, index) => {
      const [kind, make] = makers[index % makers.length]!
      const text = make()
      return findIdentifiers(text).length > 0 ? [`${kind}: ${text}`] : []
    }).flat()
    expect(alarms.length, alarms.slice(0, 20).join('\n')).toBeLessThanOrEqual(50)
  })

  test.each([
    '12, 34, 56, 78, 90',
    Array.from({ length: 5 }, (_, at) => ISSUED.slice(2 * at, 2 * at + 2)).join(', '),
    Array.from({ length: 5 }, (_, at) => ISSUED.slice(2 * at, 2 * at + 2)).join('\n'),
    `${ISSUED.slice(0, 5)}, ${ISSUED.slice(5)}`,
    `250, ${A}, ${B}, ${C}, 4000`,
    '+44 20 7946 0958',
    '978-0-19-953556-9',
    '2019–2020, 2020–2021',
  ])('as in %j pass', (text) => {
    expect(findIdentifiers(text)).toEqual([])
  })

  test.each(['1, ', '12\t', '485 - ', '4\u0301', '٤', '\u200e', '485 '])(
    'of %j are read in a moment',
    (part) => {
      const text = part.repeat(160_000 / part.length)
      const began = performance.now()
      findIdentifiers(text)
      expect(performance.now() - began).toBeLessThan(10_000)
    },
  )
})
