import { type Role, roles } from '#lib/auth/roles.ts'

export type Who = 'everyone' | Role

interface Access {
  who: readonly Who[]
  /** Pages with a form take POST; everything else answers GET alone. */
  posts?: true
}

const everyone: Access = { who: ['everyone'] }
const everyonePosts: Access = { who: ['everyone'], posts: true }
const participant: Access = { who: ['participant'] }
const signedIn: Access = { who: ['participant', 'facilitator', 'reviewer', 'admin'] }
const cohort: Access = { who: ['participant', 'facilitator'] }
const planners: Access = { who: ['facilitator', 'admin'] }
const keepers: Access = { who: ['facilitator', 'admin'] }
const admin: Access = { who: ['admin'] }
const posts = (access: Access): Access => ({ ...access, posts: true })

/**
 * Who may reach each route at all. It is the outer wall: the page's own policy decides about the record it
 * shows. The build fails when a page is missing here, a test when a line has no page; the middleware, `dist/routes.json`,
 * the navigation and the access test all read it.
 */
export const routes: Record<string, Access> = {
  '/': everyone,
  '/403': everyone,
  '/404': everyone,
  '/500': everyone,
  '/sign-in': everyonePosts,
  '/signed-out': everyonePosts,
  '/sign-out': everyonePosts,
  '/password-reset': everyonePosts,
  '/choose-password/[secret]': everyonePosts,
  '/programmes': everyone,
  '/programmes/[programme]': everyone,
  '/programmes/[programme]/timetable': everyone,
  '/programmes/[programme]/timetable.ics': everyone,
  '/programmes/[programme]/masterclasses': everyone,
  '/programmes/[programme]/sessions/[session]': everyonePosts,
  '/toolkit': everyone,
  '/toolkit/[tool]': everyonePosts,
  '/certificates': everyone,
  '/certificates/[code]': everyone,
  '/certificates/[code].pdf': everyone,
  '/applications/new': everyonePosts,
  '/applications/[secret]': everyone,
  '/applications/[secret]/[step]': everyonePosts,
  '/applications/[secret]/practice': everyonePosts,
  '/applications/[secret]/sponsors/[kind]': everyonePosts,
  '/applications/[secret]/check': everyonePosts,
  '/applications/[secret]/withdrawal': everyonePosts,
  '/promises/[secret]': everyonePosts,
  '/resources': everyonePosts,
  '/search': everyone,
  '/help/[page]': everyone,
  '/legal/[page]': everyone,
  '/prescribing/definitions': everyone,
  '/prescribing/definitions/[measure]': everyone,
  '/prescribing/definitions/[measure].csv': everyone,
  '/outbox': everyone,

  '/home': signedIn,
  '/account': posts(signedIn),
  '/learning': posts(signedIn),
  '/learning/confidence': posts(signedIn),
  '/cohorts/[cohort]/reflections': { who: ['facilitator'] },
  '/account/letters': posts(signedIn),
  '/account/sign-ins': posts(signedIn),
  '/cohorts': cohort,
  '/cohorts/[cohort]': cohort,
  '/cohorts/[cohort]/calendar.ics': cohort,
  '/cohorts/[cohort]/plan': planners,
  '/cohorts/[cohort]/plan/settings': posts(planners),
  '/cohorts/[cohort]/plan/dates': posts(planners),
  '/cohorts/[cohort]/plan/publication': posts(planners),
  '/cohorts/[cohort]/plan/cancellation': posts(planners),
  '/calendars/[secret].ics': everyone,
  '/account/calendar': posts(cohort),
  '/cohorts/[cohort]/progress': { who: ['facilitator'] },
  '/cohorts/[cohort]/applications': { who: ['facilitator'] },
  '/cohorts/[cohort]/applications/table.csv': { who: ['facilitator'] },
  '/cohorts/[cohort]/applications/[application]': posts({ who: ['facilitator'] }),
  '/cohorts/[cohort]/applications/letters': { who: ['facilitator'] },
  '/cohorts/[cohort]/applications/letters/[letter]': posts({ who: ['facilitator'] }),
  '/sessions/[session]': cohort,
  '/sessions/[session]/calendar.ics': cohort,
  '/sessions/[session]/edit': posts(planners),
  '/sessions/[session]/cancellation': posts(planners),
  '/sessions/[session]/register': posts({ who: ['facilitator'] }),
  '/projects': cohort,
  '/projects/new': posts(participant),
  '/projects/[project]': cohort,
  '/projects/[project]/edit': posts(participant),
  '/projects/[project]/team': posts(participant),
  '/projects/[project]/aim': posts(participant),
  '/projects/[project]/measures/new': posts(participant),
  '/projects/[project]/cycles/new': posts(participant),
  '/measures/[measure]': cohort,
  '/measures/[measure]/chart.[format]': cohort,
  '/measures/[measure]/edit': posts(participant),
  '/measures/[measure]/retirement': posts(participant),
  '/measures/[measure]/points': posts(participant),
  '/measures/[measure]/points/corrections': cohort,
  '/measures/[measure]/points/pasted': posts(participant),
  '/measures/[measure]/[decisions]': posts(cohort),
  '/measures/[measure]/decisions/[decision]': posts(participant),
  '/cycles/[cycle]': cohort,
  '/cycles/[cycle]/plan': posts(participant),
  '/cycles/[cycle]/[stage]': posts(participant),
  '/prescribing': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/cohorts/[cohort]': cohort,
  '/prescribing/areas/[area]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/networks/[network]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/[practice]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/[practice]/[measure]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/[practice]/[measure]/chart.[format]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/imports': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/imports/new': posts({ who: ['participant', 'facilitator', 'admin'] }),
  '/prescribing/imports/runs': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/imports/runs/[run]': posts({ who: ['participant', 'facilitator', 'admin'] }),
  '/prescribing/imports/[import]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/imports/[import]/undoing': posts({ who: ['participant', 'facilitator', 'admin'] }),
  '/practices': keepers,
  '/practices/networks': posts(keepers),
  '/practices/networks/[network]': posts(keepers),
  '/practices/networks/[network]/removal': posts(keepers),
  '/practices/[practice]': posts(keepers),
  '/practices/[practice]/successors/[successor]': posts(keepers),
  '/cpd': participant,
  '/case-studies/new': posts(participant),
  '/case-studies/[study]': { who: ['participant', 'facilitator', 'reviewer'] },
  '/case-studies/[study]/edit': posts(participant),
  '/case-studies/[study]/submission': posts(participant),
  '/case-studies/[study]/review': posts({ who: ['reviewer'] }),
  '/reviews': { who: ['reviewer', 'facilitator'] },
  '/admin': admin,
  '/admin/people': posts(admin),
  '/admin/cohorts': posts(admin),
  '/admin/outbox': admin,
  '/admin/audit': admin,
  '/admin/audit.csv': admin,
}

/**
 * Whether someone who is signed in, with these roles, gets past the outer wall. A route for every role is also
 * for someone who has none yet.
 */
export function mayReach(access: Access, held: readonly Role[]): boolean {
  const forAll = access.who.includes('everyone') || roles.every((role) => access.who.includes(role))
  return forAll || held.some((role) => access.who.includes(role))
}
