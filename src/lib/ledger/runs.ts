import type { Reader } from '#db/store.ts'
import { placesLeft, waitingList } from '#lib/applications/board/overview.ts'
import { listSent } from '#lib/applications/board/queries.ts'
import { listMarks } from '#lib/attendance/queries.ts'
import { listProgress } from '#lib/case-studies/progress.ts'
import { type Cohort, listMembers } from '#lib/cohorts/queries.ts'
import { stateOf } from '#lib/cohorts/state.ts'
import { dayOf } from '#lib/day.ts'
import { listSessions } from '#lib/sessions/queries.ts'
import { facilitatorsNext, inOrderOfWork } from './facilitators-next.ts'
import type { Moment } from './next-thing.ts'

/** Each cohort that somebody runs with what it asks of them now, in the order of the work. */
export async function listRuns(reader: Reader, cohorts: readonly Cohort[], moment: Moment, now: Date) {
  const progress =
    cohorts.length > 0
      ? await listProgress(
          reader,
          cohorts.map(({ id }) => id),
        )
      : []
  const runs = await Promise.all(
    cohorts.map(async (cohort) => {
      const state = stateOf(cohort, moment.today)
      const [held, members, marks, sent] = await Promise.all([
        listSessions(reader, cohort.id),
        listMembers(reader, cohort.id),
        listMarks(reader, cohort.id),
        state === 'to come' ? listSent(reader, cohort.id, now) : [],
      ])
      const marked = new Set(marks.map(({ sessionId, personId }) => `${sessionId} ${personId}`))
      const sessions = held.map((session) => ({
        ...session,
        unmarked: members.filter(
          ({ id, enrolledAt }) => dayOf(enrolledAt) <= session.heldOn && !marked.has(`${session.id} ${id}`),
        ).length,
      }))
      const own = progress.filter(({ cohortId }) => cohortId === cohort.id)
      const facts = {
        cohort,
        sessions,
        members: members.length,
        toDecide: sent.filter(({ state }) => state === 'ready for decision' || state === 'shortlisted')
          .length,
        waiting: own.filter(({ state }) => state === 'submitted').length,
        withoutCertificate: own.filter(({ state }) => state !== 'accepted').length,
      }
      const applied = {
        sent: sent.length,
        onWaitingList: waitingList(sent).length,
        placesLeft: placesLeft(cohort.seats, members.length),
      }
      return { ...facts, state, applied, thing: facilitatorsNext(facts, moment) }
    }),
  )
  return inOrderOfWork(runs)
}

export type Run = Awaited<ReturnType<typeof listRuns>>[number]
