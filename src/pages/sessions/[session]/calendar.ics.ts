import type { APIRoute } from 'astro'
import { canSeeCohort } from '#lib/cohorts/policy.ts'
import { findSession } from '#lib/sessions/queries.ts'
import { authorize } from '#lib/web/access.ts'
import { calendarAnswer } from '#lib/web/calendar-answer.ts'

export const GET: APIRoute = async (context) => {
  const { store, viewer } = context.locals
  const session = await findSession(store.reader, viewer, context.params['session'])
  if (!session) return context.rewrite('/404')
  authorize(context, canSeeCohort(viewer, session.cohortId))
  return calendarAnswer(store.reader, {
    name: session.title,
    cohortIds: [session.cohortId],
    sessionId: session.id,
    withJoin: true,
  })
}
