import type { APIRoute } from 'astro'
import { definitionCsv } from '#lib/prescribing/definitions/csv.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { openToAll } from '#lib/web/access.ts'

export const GET: APIRoute = (context) => {
  openToAll(context)
  const measure = findMeasure(context.params['measure'] ?? '')
  if (!measure) return context.rewrite('/404')
  return new Response(definitionCsv(measure), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${measure.id}.csv"`,
    },
  })
}
