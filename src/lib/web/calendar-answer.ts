import type { Reader } from '#db/store.ts'
import { calendarOf } from '#lib/calendars/calendar.ts'
import { listForCalendar } from '#lib/calendars/queries.ts'
import { env } from '#lib/env.ts'
import { paths } from './paths.ts'

interface Wanted {
  name: string
  cohortIds: readonly string[]
  /** Only this session of them. */
  sessionId?: string
  /** For those who are enrolled; everyone else reads no link to join. */
  withJoin: boolean
}

/** Answers with the sessions of some cohorts as an iCalendar file. */
export async function calendarAnswer(reader: Reader, wanted: Wanted): Promise<Response> {
  const { name, cohortIds, sessionId, withJoin } = wanted
  const sessions = await listForCalendar(reader, cohortIds, {
    withJoin,
    addressOf: ({ id, topic, programme }) =>
      env().ORIGIN + (withJoin ? paths.session({ id }) : paths.topic(programme, topic)),
  })
  const chosen = sessionId ? sessions.filter(({ id }) => id === sessionId) : sessions
  return new Response(calendarOf(name, chosen), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="sessions.ics"',
    },
  })
}
