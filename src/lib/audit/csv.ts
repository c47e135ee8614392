import type { Reader } from '#db/store.ts'
import { csvCell } from '#lib/charts/chart-file.ts'
import { dayOf, timeOf } from '#lib/day.ts'
import { actorOf, describe } from './describe.ts'
import { listNames, wordsOf } from './names.ts'
import { listEvents, type Wanted } from './queries.ts'

const HEAD = ['at', 'day', 'time in London', 'who', 'what', 'action', 'subject', 'person', 'details']
/** Read at a time, so that a long record takes no more memory than a short one and lets others in between. */
const PORTION = 500

const lines = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')

/** The audit as it is filtered, in portions, for a spreadsheet: UTF-8 with a mark that says so, safe from formulas. */
export async function* auditCsv(reader: Reader, wanted: Wanted, portion = PORTION): AsyncGenerator<string> {
  yield `\uFEFF${lines([HEAD])}`
  let page = await listEvents(reader, wanted, { limit: portion })
  while (page.events.length > 0) {
    const told = page.events.map((event) => ({ event, who: actorOf(event.personId), what: describe(event) }))
    const names = await listNames(
      reader,
      told.flatMap(({ who, what }) => [who, ...what]),
    )
    yield lines(
      told.map(({ event, who, what }) => [
        event.at.toISOString(),
        dayOf(event.at),
        timeOf(event.at),
        wordsOf(names, who, ''),
        what.map((part) => wordsOf(names, part, event.personId)).join(''),
        event.action,
        event.subject,
        event.personId,
        JSON.stringify(event.details),
      ]),
    )
    if (!page.older) return
    page = await listEvents(reader, wanted, { limit: portion, place: { before: page.older } })
  }
}
