import type { APIRoute } from 'astro'
import { findFeedOwner, listCohortsOf } from '#lib/calendars/queries.ts'
import { env } from '#lib/env.ts'
import { authorizeHolder, openToAll } from '#lib/web/access.ts'
import { calendarAnswer } from '#lib/web/calendar-answer.ts'

/** Read by calendar programs, which cannot sign in: whoever holds the address reads the sessions of its person. */
export const GET: APIRoute = async (context) => {
  openToAll(context)
  const { store } = context.locals
  const personId = await findFeedOwner(store.reader, context.params['secret'])
  if (!personId) return context.rewrite('/404')
  authorizeHolder(context, { personId })
  const cohortIds = await listCohortsOf(store.reader, personId)
  return calendarAnswer(store.reader, { name: env().ORGANISATION, cohortIds, withJoin: true })
}
