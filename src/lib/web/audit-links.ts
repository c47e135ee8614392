import type { Named } from '#lib/audit/names.ts'
import type { Ref } from '#lib/audit/telling.ts'
import type { Viewer } from '#lib/auth/viewer.ts'
import { canSeeCohort } from '#lib/cohorts/policy.ts'
import { paths } from './paths.ts'

/**
 * Where a thing that the audit names can be looked at by this viewer. An administrator who runs no cohort sees no
 * project, case study or application: those are named without a link, because it would lead nowhere.
 */
export function hrefOf({ thing, id }: Ref, named: Named, viewer: Viewer): string | undefined {
  const cohortId = named.cohortId ?? ''
  const runs = viewer.facilitates(cohortId)
  if (named.noPage) return undefined
  switch (thing) {
    case 'person':
      return paths.audit({ person: id })
    case 'cohort':
      return canSeeCohort(viewer, id) ? paths.cohort({ id }) : paths.planCohort({ id })
    case 'session':
      return canSeeCohort(viewer, cohortId) ? paths.session({ id }) : paths.planCohort({ id: cohortId })
    case 'project':
      return runs ? paths.project({ id }) : undefined
    case 'measure':
      return runs ? paths.measure({ id }) : undefined
    case 'cycle':
      return runs ? paths.cycle({ id }) : undefined
    case 'case study':
      return runs ? paths.caseStudy({ id }) : undefined
    case 'application':
      return runs ? paths.sentApplication({ id: cohortId }, { id }) : undefined
    case 'promise':
      return runs && named.code ? paths.sentApplication({ id: cohortId }, { id: named.code }) : undefined
    case 'certificate':
      return named.code && paths.certificate(named.code)
    case 'practice':
      return paths.practiceRecord(id)
    case 'network':
      return paths.network(id)
    case 'import':
      return paths.import({ id })
    case 'import run':
      return paths.importRun({ id })
    case 'letter':
      return paths.outbox()
    case 'page':
      return pageOf(id)
    case 'programme':
      return paths.programme(id)
  }
}

function pageOf(id: string): string {
  const [folder = '', slug = ''] = id.split('/')
  if (folder === 'toolkit') return paths.tool(slug)
  return folder === 'resources' ? paths.resource({ id: slug }) : paths.topic(folder, slug)
}
