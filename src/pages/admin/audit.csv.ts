import type { APIContext } from 'astro'
import { auditCsv } from '#lib/audit/csv.ts'
import { filterFrom } from '#lib/audit/filter.ts'
import { findMeant, MOST_PEOPLE } from '#lib/audit/queries.ts'
import { authorize } from '#lib/web/access.ts'
import { paths } from '#lib/web/paths.ts'

export async function GET(context: APIContext) {
  const { store, viewer, today } = context.locals
  authorize(context, viewer.is('admin'))
  const { asked, mistakes } = filterFrom(context.url.searchParams)
  const meant = asked.person ? await findMeant(store.reader, asked.person) : undefined
  if (mistakes.length > 0 || (meant && meant.length > MOST_PEOPLE))
    return context.redirect(`${paths.audit()}${context.url.search}`, 303)
  const people = asked.person ? (meant?.length ? meant.map(({ id }) => id) : [asked.person]) : undefined
  const portions = auditCsv(store.reader, { ...asked, people })
  const encoder = new TextEncoder()
  const written = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await portions.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    cancel: () => portions.return(undefined).then(() => undefined),
  })
  return new Response(written, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="audit-${today}.csv"`,
    },
  })
}
