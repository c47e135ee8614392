import { describe, expect, test } from 'vitest'
import { replacedInWords } from '#lib/prescribing/runs/replaced.ts'

const file = (fileName: string, months: string[], given: object = {}) => ({
  kind: 'epd' as const,
  fileName,
  months,
  publishedAt: new Date('2026-11-20T10:00:00Z'),
  undoneAt: null,
  onlyPractices: null,
  ...given,
})
const epd = { kind: 'epd' as const, months: ['2026-07', '2026-08'] }

describe('what a yes would replace', () => {
  test.each([
    {
      name: 'names month, day and file',
      files: [file('EPD_202608.csv', ['2026-08'])],
      says: 'Replace August 2026, loaded on 20 November 2026 from EPD_202608.csv',
    },
    {
      name: 'names the latest of several files',
      files: [file('b.csv', ['2026-08']), file('a.csv', ['2026-07'])],
      says: 'Replace July 2026 to August 2026, loaded on 20 November 2026 from b.csv and one other file',
    },
    {
      name: 'passes over what is undone, of another kind or of other months',
      files: [
        file('undone.csv', ['2026-08'], { undoneAt: new Date() }),
        file('list.csv', ['2026-08'], { kind: 'list' }),
        file('old.csv', ['2025-01']),
        file('a.csv', ['2026-08']),
      ],
      says: 'Replace August 2026, loaded on 20 November 2026 from a.csv',
    },
    { name: 'is said in general where nothing of it can be seen', files: [], says: 'Replace what is loaded' },
  ])('$name', ({ files, says }) => {
    expect(replacedInWords(files, epd, null)).toBe(says)
  })

  test('is only what holds the same practice', () => {
    const files = [
      file('other.csv', ['2026-08'], { onlyPractices: ['Z98002'] }),
      file('all.csv', ['2026-08']),
    ]
    expect(replacedInWords(files, epd, ['Z98001'])).toMatch(/from all\.csv$/)
  })

  test('is the last register', () => {
    const registers = ['new.csv', 'old.csv'].map((name) => file(name, [], { kind: 'register' }))
    expect(replacedInWords(registers, { kind: 'register', months: [] }, null)).toBe(
      'Replace the practice register, loaded on 20 November 2026 from new.csv',
    )
  })
})
