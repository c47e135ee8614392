import type { MeasureKind } from '#db/schema/measures.ts'
import type { Decision, scales } from '#db/schema/pdsa.ts'

/** A cycle's days are counted in weeks from the first week of the programme. */
export interface CycleStory {
  title: string
  question: string
  change: string
  prediction: string
  scale: (typeof scales)[number]
  fromWeek: number
  toWeek: number
  happened?: string
  learned?: string
  decision?: [Decision, string]
}

export interface MeasureStory {
  title: string
  kind: MeasureKind
  numeratorMeans: string
  denominatorMeans: string
  direction: 'higher' | 'lower' | 'none'
  target?: number
  fromWeek: number
  /** One `[numerator, denominator]` a week. */
  weeks: [number, number][]
}

export interface ProjectStory {
  /** Places in the cast: the lead first. */
  team: number[]
  week: number
  title: string
  focusArea: string
  problem: string
  aim?: { change: string; from: number; to: number; unit: string; forWhom: string }
  /** `baseline` is why the months before the programme are held as one. */
  prescribing?: { id: string; kind: MeasureKind; target?: number; baseline?: string }[]
  typed?: MeasureStory[]
  cycles?: CycleStory[]
}
