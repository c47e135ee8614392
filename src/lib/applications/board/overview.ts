import type { PromiseKind } from '#db/schema/applications.ts'
import { sponsorsNeeded } from '../eligibility.ts'
import type { Application } from '../reading.ts'
import { type ApplicationState, applicationStates } from '../state.ts'

type Read = Pick<
  Application,
  | 'id'
  | 'state'
  | 'profession'
  | 'practiceName'
  | 'practiceCode'
  | 'focusArea'
  | 'standings'
  | 'decision'
  | 'submittedAt'
>

/** Promises that an application needs and does not have. */
export const missingPromises = ({
  profession,
  standings,
}: Pick<Read, 'profession' | 'standings'>): PromiseKind[] =>
  sponsorsNeeded(profession).filter(
    (kind) => standings[kind] !== 'agreed' && standings[kind] !== 'not applicable',
  )

export interface Filter {
  state: string
  profession: string
  practice: string
  missing: string
}

/** What of a filter is asked for in an address; anything unknown filters nothing. */
export const filterFrom = (query: URLSearchParams): Filter => ({
  state: query.get('state') ?? '',
  profession: query.get('profession') ?? '',
  practice: query.get('practice') ?? '',
  missing: query.get('missing') ?? '',
})

export const practiceOf = ({ practiceName, practiceCode }: Pick<Read, 'practiceName' | 'practiceCode'>) =>
  practiceCode || practiceName || 'None'

export function filtered<A extends Read>(
  all: readonly A[],
  { state, profession, practice, missing }: Filter,
): A[] {
  return all.filter(
    (one) =>
      (!state || one.state === state) &&
      (!profession || one.profession === profession) &&
      (!practice || practiceOf(one) === practice) &&
      (!missing || missingPromises(one).some((kind) => missing === 'any' || kind === missing)),
  )
}

export const countStates = (all: readonly Pick<Read, 'state'>[]) =>
  applicationStates
    .map((state) => ({ state, count: all.filter((one) => one.state === state).length }))
    .filter(({ count }) => count > 0)

/** Of a cohort in the making: who has a place, who may get one. */
const STILL_IN: readonly ApplicationState[] = [
  'waiting for promises',
  'ready for decision',
  'shortlisted',
  'waiting list',
  'enrolled',
]

export interface Share {
  name: string
  enrolled: number
  shortlisted: number
  /** Everyone who may still have a place, those enrolled included. */
  all: number
}

/** How practices, professions or focus areas share the places, the most numerous first. */
export function balanceOf<A extends Read>(all: readonly A[], nameOf: (one: A) => string): Share[] {
  const groups = Map.groupBy(
    all.filter(({ state }) => STILL_IN.includes(state)),
    nameOf,
  )
  const shares = [...groups].map(([name, members]) => ({
    name,
    enrolled: members.filter(({ state }) => state === 'enrolled').length,
    shortlisted: members.filter(({ state }) => state === 'shortlisted').length,
    all: members.length,
  }))
  return shares.sort((a, b) => b.all - a.all || a.name.localeCompare(b.name))
}

/** The waiting list in the order in which people were put on it. */
export const waitingList = <A extends Read>(all: readonly A[]) =>
  all
    .filter(({ state }) => state === 'waiting list')
    .sort((a, b) => (a.decision?.decidedAt.getTime() ?? 0) - (b.decision?.decidedAt.getTime() ?? 0))

/** How many places are left; undefined where the cohort has no limit. */
export const placesLeft = (seats: number | null, members: number) =>
  seats === null ? undefined : Math.max(0, seats - members)
