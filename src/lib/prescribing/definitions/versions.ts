import type { Day } from '#lib/day.ts'

export interface DefinitionsVersion {
  /** Kept with every import and every month of area figures. The day of the change, `.2` for a second of one day. */
  version: string
  on: Day
  what: string
  /** Of everything that can move a figure (`tests/lib/prescribing/definitions/versions.test.ts` says how). */
  digest: string
}

/** Every state of the definitions that figures were made with, the newest first. A test fails when they move without a new line. */
export const versions: readonly [DefinitionsVersion, ...DefinitionsVersion[]] = [
  {
    version: '2026-11-22',
    on: '2026-11-22',
    what: 'First version: 15 measures, 1,003 opioid and 101 gabapentinoid presentations, the high-dose threshold at 90 mg and at 120 mg as measures of their own, code changes of January 2020 and January 2025.',
    digest: '2641c64c11adb1cc',
  },
]
