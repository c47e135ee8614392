import type { Day } from '#lib/day.ts'

/** What is known of a cohort that says when people can apply to it. */
export interface Applied {
  startsOn: Day
  applicationsOpenOn: Day | null
  applicationsCloseOn: Day | null
  publishedAt: Date | null
  cancelledAt: Date | null
}

export type ApplicationWindow =
  | { state: 'open'; closesOn: Day }
  | { state: 'not open yet'; opensOn: Day }
  | { state: 'closed'; closedOn: Day }
  | { state: 'not taken' }

/**
 * Whether people can apply to a cohort today. Both days count as open. One that is not published, was cancelled or
 * has no days takes no applications; one whose last day was left out takes them until it starts.
 */
export function applicationWindow(cohort: Applied, today: Day): ApplicationWindow {
  const { applicationsOpenOn: opensOn, startsOn } = cohort
  if (!cohort.publishedAt || cohort.cancelledAt || !opensOn) return { state: 'not taken' }
  const last = cohort.applicationsCloseOn ?? startsOn
  if (today < opensOn) return { state: 'not open yet', opensOn }
  return today <= last ? { state: 'open', closesOn: last } : { state: 'closed', closedOn: last }
}

/** The cohorts that people can apply to today, the one that closes first before the others, and the next to open. */
export function openAndNext<C extends Applied>(cohorts: readonly C[], today: Day) {
  const known = cohorts.map((cohort) => ({ cohort, window: applicationWindow(cohort, today) }))
  const open = known
    .flatMap(({ cohort, window }) => (window.state === 'open' ? [{ cohort, closesOn: window.closesOn }] : []))
    .sort((a, b) => a.closesOn.localeCompare(b.closesOn))
  const [next] = known
    .flatMap(({ cohort, window }) =>
      window.state === 'not open yet' ? [{ cohort, opensOn: window.opensOn }] : [],
    )
    .sort((a, b) => a.opensOn.localeCompare(b.opensOn))
  return { open, next }
}
