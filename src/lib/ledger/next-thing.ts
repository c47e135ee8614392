import type { SessionKind } from '#db/schema/sessions.ts'
import type { ProgressState } from '#lib/case-studies/state.ts'
import { stateOf } from '#lib/cohorts/state.ts'
import { type Day, daysBetween } from '#lib/day.ts'

/** What time it is in London, where every session has its hours. */
export interface Moment {
  today: Day
  /** `HH:MM` */
  time: string
}

interface Timed {
  heldOn: Day
  endsAt: string
}

/** A session is over once its last minute is. */
export const isOver = ({ heldOn, endsAt }: Timed, { today, time }: Moment) =>
  heldOn < today || (heldOn === today && endsAt <= time)

/** What is known of somebody in one of their cohorts. `sessions` are those that are held, in their order. */
export interface OwnFacts<S extends Timed & { kind: SessionKind }> {
  cohort: { startsOn: Day; endsOn: Day; publishedAt: Date | null; cancelledAt: Date | null }
  sessions: readonly S[]
  hasProject: boolean
  caseStudy: ProgressState
}

export type NextThing<S> =
  | { kind: 'session'; session: S; inDays: number; isFirst: boolean }
  /** The case study came back: somebody waits for it. */
  | { kind: 'returned' }
  /** The project's own next step. */
  | { kind: 'project' }
  | { kind: 'start a project' }
  /** `isOver`: no session is to come. */
  | { kind: 'case study'; state: 'not started' | 'draft'; isOver: boolean }
  | { kind: 'dates to come' }
  | { kind: 'waiting for review' }
  | { kind: 'certificate' }
  | { kind: 'cancelled' }

/** A session comes before everything else from this many days before it. The first one always does. */
const SOON_DAYS = 2

/** The one thing that a cohort asks of a member now: nothing that is not yet due, and nothing that is done. */
export function nextThing<S extends Timed & { kind: SessionKind }>(
  { cohort, sessions, hasProject, caseStudy }: OwnFacts<S>,
  moment: Moment,
): NextThing<S> {
  const state = stateOf(cohort, moment.today)
  if (state === 'draft') return { kind: 'dates to come' }
  const toCome = sessions.filter((session) => !isOver(session, moment))
  const [session] = toCome
  const isFirst = toCome.length === sessions.length
  if (session && state !== 'cancelled') {
    const inDays = daysBetween(moment.today, session.heldOn)
    if (isFirst || inDays <= SOON_DAYS) return { kind: 'session', session, inDays, isFirst }
  }
  if (caseStudy === 'returned') return { kind: 'returned' }
  const isTaught = toCome.every(({ kind }) => kind === 'celebration')
  if (caseStudy === 'accepted' && (isTaught || !hasProject)) return { kind: 'certificate' }
  if (state === 'cancelled') return { kind: 'cancelled' }
  if (sessions.length === 0) return { kind: 'dates to come' }
  if (caseStudy === 'submitted' && (isTaught || !hasProject)) return { kind: 'waiting for review' }
  if (isTaught && (caseStudy === 'not started' || caseStudy === 'draft'))
    return { kind: 'case study', state: caseStudy, isOver: session === undefined }
  return { kind: hasProject ? 'project' : 'start a project' }
}

/** Somebody may belong to several cohorts: what is more urgent has the lower number. */
function urgency(thing: NextThing<unknown>): number {
  switch (thing.kind) {
    case 'session':
      return thing.inDays <= SOON_DAYS ? 0 : 3
    case 'returned':
      return 1
    case 'project':
    case 'start a project':
      return 2
    case 'case study':
      return thing.isOver ? 4 : 2
    case 'dates to come':
      return 5
    case 'waiting for review':
      return 6
    case 'certificate':
      return 7
    case 'cancelled':
      return 8
  }
}

interface InCohort {
  thing: NextThing<Timed>
  cohort: { startsOn: Day }
}
const dayOfThing = ({ thing, cohort }: InCohort) =>
  thing.kind === 'session' ? `${thing.session.heldOn} ${thing.session.endsAt}` : cohort.startsOn

/** The most urgent first; of two sessions the one that comes sooner, of two other things the one that began earlier. */
export const mostUrgentFirst = <T extends InCohort>(things: readonly T[]): T[] =>
  things.toSorted((a, b) => urgency(a.thing) - urgency(b.thing) || dayOfThing(a).localeCompare(dayOfThing(b)))
