import type { ImportRunState } from '#db/schema/import-runs.ts'

/** A process is at it. */
export const underWay = ['reading', 'storing'] as const satisfies ImportRunState[]
export const unfinished = ['waiting', ...underWay] as const satisfies ImportRunState[]

export const isUnfinished = (state: ImportRunState) => (unfinished as readonly string[]).includes(state)
export const isUnderWay = (state: ImportRunState) => (underWay as readonly string[]).includes(state)

/** A run under way says each second that it lives. One that was silent for so long has died. */
export const LAPSES_AFTER_MS = 30_000
/** How long a file waits for a decision or another try. */
export const FILE_KEPT_MS = 24 * 3_600_000
