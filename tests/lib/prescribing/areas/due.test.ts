import { expect, test } from 'vitest'
import { monthsRestingOn } from '#lib/prescribing/areas/due.ts'

const LOADED = ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10']

test.each([
  ['a prescribing file', { kind: 'epd' as const, months: ['2026-07'] }, ['2026-07']],
  [
    'list sizes, which are carried forward for three months',
    { kind: 'list' as const, months: ['2026-06'] },
    ['2026-06', '2026-07', '2026-08', '2026-09'],
  ],
  ['list sizes of a month long before', { kind: 'list' as const, months: ['2026-01'] }, []],
  ['a register', { kind: 'register' as const, months: [] }, LOADED],
  [
    'a download, which may hold list sizes',
    { kind: 'openprescribing' as const, months: ['2026-09'] },
    ['2026-09', '2026-10'],
  ],
])('on %s rest the figures of its months', (_, file, months) => {
  expect(monthsRestingOn(file, LOADED)).toEqual(months)
})
