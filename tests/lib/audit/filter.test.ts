import { filterFrom, placeFrom, placeInWords, queryOf } from '#lib/audit/filter.ts'
import { describe, expect, test } from '../../support/test.ts'

const read = (query: string) => filterFrom(new URLSearchParams(query))

describe('what an address asks of the audit', () => {
  test('is everything when it says nothing', () => {
    expect(read('')).toMatchObject({
      asked: { person: undefined, kind: undefined, from: undefined, to: undefined },
      mistakes: [],
      isFiltered: false,
    })
  })

  test('is a person, a kind of thing and days, tidied', () => {
    expect(read('person=+Osei+&kind=cohorts&from=2026-11-01&to=2026-11-30')).toMatchObject({
      asked: { person: 'Osei', kind: 'cohorts', from: '2026-11-01', to: '2026-11-30' },
      mistakes: [],
      isFiltered: true,
    })
  })

  test.each([
    ['from=yesterday', 'from', 'The first day must be a day, like 2026-11-22'],
    ['to=2026-02-30', 'to', 'The last day must be a day, like 2026-11-22'],
    ['from=2026-11-02&to=2026-11-01', 'to', 'The last day must be the first day or later'],
    ['kind=toString', 'kind', 'Choose a kind of thing from the list'],
  ])('%s is wrong, and what was typed comes back', (query, field, message) => {
    const { mistakes, typed } = read(query)
    expect(mistakes).toEqual([{ field, message }])
    expect(new URLSearchParams(query).get(field)).toBe(typed[field as keyof typeof typed])
  })

  test('stands in an address again without what is empty', () => {
    const { typed } = read('person=A+%26+B&kind=&from=2026-11-01')
    expect(queryOf(typed, { before: '1-x' })).toBe('?person=A+%26+B&from=2026-11-01&before=1-x')
    expect(queryOf(read('').typed)).toBe('')
  })

  test('a place in the list survives the address, and nonsense is no place', () => {
    const place = { at: new Date('2026-11-22T10:00:00.123Z'), id: '0abc' }
    expect(placeFrom(placeInWords(place))).toEqual(place)
    expect(['', 'x', '12', '1-', "1-';drop", `1-${'a'.repeat(101)}`, null].map(placeFrom)).toEqual(
      Array(7).fill(undefined),
    )
  })
})
