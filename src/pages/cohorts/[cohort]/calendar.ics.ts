import type { APIRoute } from 'astro'
import { canSeeCohort } from '#lib/cohorts/policy.ts'
import { findCohort } from '#lib/cohorts/queries.ts'
import { authorize } from '#lib/web/access.ts'
import { calendarAnswer } from '#lib/web/calendar-answer.ts'

export const GET: APIRoute = async (context) => {
  const { store, viewer } = context.locals
  const cohort = await findCohort(store.reader, viewer, context.params['cohort'])
  if (!cohort) return context.rewrite('/404')
  authorize(context, canSeeCohort(viewer, cohort.id))
  return calendarAnswer(store.reader, { name: cohort.name, cohortIds: [cohort.id], withJoin: true })
}
