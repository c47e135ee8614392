import type { MeasureKind } from '#db/schema/measures.ts'
import { PUBLICATION_LAG_WEEKS } from './points-by-date.ts'

interface Member {
  kind: MeasureKind
  source: 'prescribing' | 'typed'
  every: 'week' | 'month'
}

/** What a project's family of measures lacks. Advice: one measure alone rarely shows an improvement. */
export function familyHints(measures: readonly Member[]): string[] {
  if (measures.length === 0) return []
  const has = (kind: MeasureKind) => measures.some((measure) => measure.kind === kind)
  return [
    !has('outcome') && 'No outcome measure yet: what would show patients that the aim is reached?',
    !has('process') && 'No process measure yet: what would show that the change is happening?',
    !has('balancing') && 'No balancing measure yet: what might get worse while the rest gets better?',
    !measures.some(({ source, every }) => source === 'typed' && every === 'week') &&
      `Nothing is counted every week. Published figures come up to ${PUBLICATION_LAG_WEEKS} weeks after the month, so on their own they cannot show a change within the programme.`,
  ].filter((hint) => hint !== false)
}
