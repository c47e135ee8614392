import type { ReviewDecision } from '#db/schema/case-studies.ts'

/** Where a case study stands. Stored nowhere: it follows from the latest submission and its review. */
export type CaseStudyState = 'draft' | 'submitted' | ReviewDecision

export function stateOf(latest: { decision: ReviewDecision | null } | undefined): CaseStudyState {
  if (!latest) return 'draft'
  return latest.decision ?? 'submitted'
}

/** Whether the author may write in it: not while a reviewer has it, and never again once it was accepted. */
export const isOpen = (state: CaseStudyState) => state === 'draft' || state === 'returned'

/** Of a member, who may not have begun one. */
export type ProgressState = CaseStudyState | 'not started'

export const stateWords: Record<ProgressState, string> = {
  'not started': 'Not started',
  draft: 'Draft',
  submitted: 'Waiting for review',
  returned: 'Returned for changes',
  accepted: 'Accepted',
}
