import type { ProgressState } from './state.ts'

interface Listed {
  state: ProgressState
  at: Date | null
}

const time = ({ at }: Listed) => at?.getTime() ?? 0

/** What waits for a reviewer, the longest waiting first. */
export const waiting = <T extends Listed>(listed: readonly T[]): T[] =>
  listed.filter(({ state }) => state === 'submitted').sort((a, b) => time(a) - time(b))

/** What has been decided, the latest first. */
export const decided = <T extends Listed>(listed: readonly T[]): T[] =>
  listed.filter(({ state }) => state === 'accepted' || state === 'returned').sort((a, b) => time(b) - time(a))
