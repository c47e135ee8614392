import type { Assurance, PointType } from './making-data-count.ts'

/** What an icon says, and the words that always stand beside it. */
export interface Icon {
  about: 'variation' | 'assurance'
  sign: PointType | Assurance
  /** For special causes: towards which end of the chart. */
  high: boolean
  words: string
}

export function variationIcon(type: PointType, high: boolean): Icon {
  const end = high ? 'high' : 'low'
  const words: Record<PointType, string> = {
    common_cause: 'Variation: common cause, no significant change in the latest figure',
    special_cause_improvement: `Variation: special cause of an improving nature, ${end}er figures`,
    special_cause_concern: `Variation: special cause of a concerning nature, ${end}er figures`,
    special_cause_neutral_high: 'Variation: special cause, higher figures; no direction is agreed',
    special_cause_neutral_low: 'Variation: special cause, lower figures; no direction is agreed',
  }
  return { about: 'variation', sign: type, high, words: words[type] }
}

const assuranceWords: Record<Assurance, string> = {
  pass: 'Assurance: the process will reach the target again and again unless something changes',
  fail: 'Assurance: the process will not reach the target unless something changes',
  inconsistent: 'Assurance: the target lies within the limits, so it will be hit and missed by chance',
}

export const assuranceIcon = (sign: Assurance): Icon => ({
  about: 'assurance',
  sign,
  high: false,
  words: assuranceWords[sign],
})
