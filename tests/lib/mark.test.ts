import { expect, test } from 'vitest'
import { markOf } from '#lib/mark.ts'

test('a mark is the same for the same text, however a browser breaks its lines, and has no digit', () => {
  expect(markOf('One\r\ntwo ')).toBe(markOf('One\ntwo'))
  expect(markOf('One')).not.toBe(markOf('Two'))
  expect(['', null, undefined, ' '].map(markOf)).toEqual(['', '', '', ''])
  for (let count = 0; count < 500; count++) expect(markOf(`text ${count}`)).toMatch(/^[a-p]{16}$/)
})
