import type { APIContext } from 'astro'
import { applicationsCsv } from '#lib/applications/board/csv.ts'
import { listSent } from '#lib/applications/board/queries.ts'
import { canSeeApplications } from '#lib/applications/policy.ts'
import { findCohort } from '#lib/cohorts/queries.ts'
import { getProgramme } from '#lib/programmes/catalogue.ts'
import { authorize } from '#lib/web/access.ts'

export async function GET(context: APIContext) {
  const { store, viewer, now } = context.locals
  const cohort = await findCohort(store.reader, viewer, context.params['cohort'])
  if (!cohort) return context.rewrite('/404')
  authorize(context, canSeeApplications(viewer, cohort.id))
  const { focusAreas } = await getProgramme(cohort.programme)
  const titleOf = (id: string) => focusAreas.find((area) => area.id === id)?.title ?? id
  const body = applicationsCsv(await listSent(store.reader, cohort.id, now), titleOf)
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="applications.csv"',
    },
  })
}
