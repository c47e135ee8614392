/** The address of everything that has a page. Links are made here, so that a route can move. */
interface Known {
  id: string
}

const at = (folder: string) => (thing: Known) => `/${folder}/${thing.id}`

export const paths = {
  home: () => '/home',
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  passwordReset: (asked?: 'asked') => (asked ? '/password-reset?asked' : '/password-reset'),
  programmes: () => '/programmes',
  programme: (slug: string) => `/programmes/${slug}`,
  timetable: (slug: string) => `/programmes/${slug}/timetable`,
  timetableCalendar: (slug: string) => `/programmes/${slug}/timetable.ics`,
  masterclasses: (slug: string) => `/programmes/${slug}/masterclasses`,
  topic: (programme: string, topic: string) => `/programmes/${programme}/sessions/${topic}`,
  learning: () => '/learning',
  confidence: () => '/learning/confidence',
  sharedReflections: (cohort: Known) => `/cohorts/${cohort.id}/reflections`,
  lesson: ({ kind, programme, slug }: { kind: string; programme: string; slug: string }) =>
    kind === 'tool' ? paths.tool(slug) : paths.topic(programme, slug),
  resources: () => '/resources',
  resource: (resource: Known) => `/resources#${resource.id}`,
  search: (query: string) => `/search?q=${encodeURIComponent(query)}`,
  tools: () => '/toolkit',
  tool: (slug: string) => `/toolkit/${slug}`,
  apply: (cohort: Known) => `/applications/new?cohort=${cohort.id}`,
  askedToApply: (cohort: Known) => `/applications/new?cohort=${cohort.id}&asked`,
  applicationStarts: () => '/applications/new',
  application: (secret: string) => `/applications/${secret}`,
  applicationStep: (secret: string, step: string) =>
    ['employer', 'prescriber'].includes(step)
      ? `/applications/${secret}/sponsors/${step}`
      : `/applications/${secret}/${step}`,
  checkApplication: (secret: string) => `/applications/${secret}/check`,
  withdrawal: (secret: string) => `/applications/${secret}/withdrawal`,
  applications: (cohort: Known) => `/cohorts/${cohort.id}/applications`,
  applicationsCsv: (cohort: Known) => `/cohorts/${cohort.id}/applications/table.csv`,
  sentApplication: (cohort: Known, application: Known) =>
    `/cohorts/${cohort.id}/applications/${application.id}`,
  letters: (cohort: Known) => `/cohorts/${cohort.id}/applications/letters`,
  letter: (cohort: Known, letter: string) => `/cohorts/${cohort.id}/applications/letters/${letter}`,
  cohort: at('cohorts'),
  progress: (cohort: Known) => `/cohorts/${cohort.id}/progress`,
  cohortCalendar: (cohort: Known) => `/cohorts/${cohort.id}/calendar.ics`,
  planCohort: (cohort: Known) => `/cohorts/${cohort.id}/plan`,
  cohortSettings: (cohort: Known) => `/cohorts/${cohort.id}/plan/settings`,
  moveCohort: (cohort: Known) => `/cohorts/${cohort.id}/plan/dates`,
  publication: (cohort: Known) => `/cohorts/${cohort.id}/plan/publication`,
  cancelCohort: (cohort: Known) => `/cohorts/${cohort.id}/plan/cancellation`,
  session: at('sessions'),
  sessionCalendar: (session: Known) => `/sessions/${session.id}/calendar.ics`,
  editSession: (session: Known) => `/sessions/${session.id}/edit`,
  cancelSession: (session: Known) => `/sessions/${session.id}/cancellation`,
  calendar: () => '/account/calendar',
  calendarFeed: (secret: string) => `/calendars/${secret}.ics`,
  register: (session: Known) => `/sessions/${session.id}/register`,
  projects: () => '/projects',
  project: at('projects'),
  editProject: (project: Known) => `/projects/${project.id}/edit`,
  team: (project: Known) => `/projects/${project.id}/team`,
  aim: (project: Known) => `/projects/${project.id}/aim`,
  newMeasure: (project: Known) => `/projects/${project.id}/measures/new`,
  newCycle: (project: Known) => `/projects/${project.id}/cycles/new`,
  measure: at('measures'),
  editMeasure: (measure: Known) => `/measures/${measure.id}/edit`,
  retirement: (measure: Known) => `/measures/${measure.id}/retirement`,
  points: (measure: Known) => `/measures/${measure.id}/points`,
  pastedPoints: (measure: Known) => `/measures/${measure.id}/points/pasted`,
  corrections: (measure: Known) => `/measures/${measure.id}/points/corrections`,
  baseline: (measure: Known) => `/measures/${measure.id}/baseline`,
  phases: (measure: Known) => `/measures/${measure.id}/phases`,
  excluded: (measure: Known) => `/measures/${measure.id}/exclusions`,
  targets: (measure: Known) => `/measures/${measure.id}/targets`,
  decision: (measure: Known, decision: Known) => `/measures/${measure.id}/decisions/${decision.id}`,
  cycle: at('cycles'),
  plan: (cycle: Known) => `/cycles/${cycle.id}/plan`,
  stage: (cycle: Known, stage: string) => `/cycles/${cycle.id}/${stage}`,
  practice: (code: string) => `/prescribing/${code}`,
  practiceMeasure: (code: string, measure: string) => `/prescribing/${code}/${measure}`,
  practiceFigure: (code: string, measure: string, month: string) =>
    `/prescribing/${code}/${measure}/${month}`,
  cohortPrescribing: (cohort: Known) => `/prescribing/cohorts/${cohort.id}`,
  networkPrescribing: (code: string) => `/prescribing/networks/${code}`,
  areaPrescribing: (code: string) => `/prescribing/areas/${code}`,
  definitions: () => '/prescribing/definitions',
  definition: at('prescribing/definitions'),
  definitionCsv: (measure: Known) => `/prescribing/definitions/${measure.id}.csv`,
  imports: () => '/prescribing/imports',
  import: (file: Known) => `/prescribing/imports/${file.id}`,
  newImport: () => '/prescribing/imports/new',
  undoImport: (file: Known) => `/prescribing/imports/${file.id}/undoing`,
  importRuns: () => '/prescribing/imports/runs',
  importRun: (run: Known) => `/prescribing/imports/runs/${run.id}`,
  chosenLetters: () => '/account/letters',
  signIns: () => '/account/sign-ins',
  practices: () => '/practices',
  practiceRecord: (code: string) => `/practices/${code}`,
  succession: (code: string, row: Known) => `/practices/${code}/successors/${row.id}`,
  networks: () => '/practices/networks',
  network: (code: string) => `/practices/networks/${code}`,
  networkRemoval: (code: string) => `/practices/networks/${code}/removal`,
  cpd: () => '/cpd',
  newCaseStudy: () => '/case-studies/new',
  caseStudy: at('case-studies'),
  editCaseStudy: (study: Known) => `/case-studies/${study.id}/edit`,
  submission: (study: Known) => `/case-studies/${study.id}/submission`,
  review: (study: Known) => `/case-studies/${study.id}/review`,
  reviews: () => '/reviews',
  outbox: () => '/admin/outbox',
  /** The audit, or what of it concerns one person. */
  audit: ({ person }: { person?: string } = {}) =>
    person === undefined ? '/admin/audit' : `/admin/audit?person=${encodeURIComponent(person)}`,
  auditCsv: () => '/admin/audit.csv',
  certificates: () => '/certificates',
  certificate: (code: string) => `/certificates/${code}`,
  certificatePdf: (code: string) => `/certificates/${code}.pdf`,
}

/** Where to go after signing in: an address on this site, or home. Anything else would be an open door. */
export function safeNext(next: string | null | undefined): string {
  if (!next?.startsWith('/') || /[\\\p{Cc}]/u.test(next)) return paths.home()
  const base = 'http://steward.invalid'
  try {
    const url = new URL(next, base)
    const path = url.pathname + url.search
    return url.origin === base && !path.startsWith('//') && !path.startsWith('/sign-') ? path : paths.home()
  } catch {
    return paths.home()
  }
}
