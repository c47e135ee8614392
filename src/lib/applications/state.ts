import type { ApplicationDecision } from '#db/schema/applications.ts'
import type { Eligibility } from './eligibility.ts'

/** Where an application stands. Stored nowhere: it follows from its rows. */
export const applicationStates = [
  'draft',
  'waiting for promises',
  'ready for decision',
  'shortlisted',
  'waiting list',
  'enrolled',
  'declined',
  'withdrawn',
] as const
export type ApplicationState = (typeof applicationStates)[number]

interface Known {
  submittedAt: Date | null
  withdrawnAt: Date | null
  eligibility: Pick<Eligibility, 'verdict'>
  /** The latest decision. */
  decision: ApplicationDecision | undefined
  holdsPlace: boolean
}

export function stateOf({
  submittedAt,
  withdrawnAt,
  eligibility,
  decision,
  holdsPlace,
}: Known): ApplicationState {
  if (withdrawnAt) return 'withdrawn'
  if (!submittedAt) return 'draft'
  if (holdsPlace) return 'enrolled'
  if (decision === 'declined' || decision === 'waiting list') return decision
  if (eligibility.verdict !== 'eligible') return 'waiting for promises'
  return decision === 'shortlisted' ? 'shortlisted' : 'ready for decision'
}

export const stateWords: Record<ApplicationState, string> = {
  draft: 'Draft',
  'waiting for promises': 'Waiting for promises',
  'ready for decision': 'Ready for decision',
  shortlisted: 'Shortlisted',
  'waiting list': 'Waiting list',
  enrolled: 'Enrolled',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
}

/** What a state means to the person who applied, in the words of their page. */
export const stateMeaning: Record<ApplicationState, string> = {
  draft: 'You have not sent it yet. Only you can read it.',
  'waiting for promises': 'It is with us. A decision can be made once every promise is there.',
  'ready for decision': 'Everything is there. The facilitators decide next.',
  shortlisted: 'Everything is there, and you are on the shortlist. The facilitators decide next.',
  'waiting list':
    'Every place is taken for now. You are on the waiting list, and we write when a place is free.',
  enrolled: 'You have a place.',
  declined: 'You were not offered a place this time.',
  withdrawn: 'You have taken your application back.',
}

/** Whether the facilitators may still decide about it. */
export const isDecidable = (state: ApplicationState) =>
  !(['draft', 'enrolled', 'withdrawn'] as ApplicationState[]).includes(state)
