import type { APIRoute } from 'astro'
import { findShownRun } from '#lib/cohorts/queries.ts'
import { findProgramme } from '#lib/programmes/catalogue.ts'
import { openToAll } from '#lib/web/access.ts'
import { calendarAnswer } from '#lib/web/calendar-answer.ts'

export const GET: APIRoute = async (context) => {
  openToAll(context)
  const { store, today } = context.locals
  const programme = await findProgramme(context.params['programme'])
  if (!programme) return context.rewrite('/404')
  const run = await findShownRun(store.reader, programme.slug, today)
  return calendarAnswer(store.reader, {
    name: programme.title,
    cohortIds: run ? [run.id] : [],
    withJoin: false,
  })
}
