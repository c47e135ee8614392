import { type Role, roles } from '#lib/auth/roles.ts'

export type Who = 'everyone' | Role

interface Access {
  who: readonly Who[]
  /**
   * Pages with a form take POST; everything else answers GET alone. Of each is said what doing it again would do.
   * `freely`: nothing, things are as the form says. `once`: it would be refused, or undone; a second press of the same
   * form is answered like the first. `makes`: there would be two; beside that, the same words again are asked about.
   */
  posts?: 'freely' | 'once' | 'makes'
}

const everyone: Access = { who: ['everyone'] }
const participant: Access = { who: ['participant'] }
const signedIn: Access = { who: ['participant', 'facilitator', 'reviewer', 'admin'] }
const cohort: Access = { who: ['participant', 'facilitator'] }
const planners: Access = { who: ['facilitator', 'admin'] }
const keepers: Access = { who: ['facilitator', 'admin'] }
const admin: Access = { who: ['admin'] }
const once = (access: Access): Access => ({ ...access, posts: 'once' })
const makes = (access: Access): Access => ({ ...access, posts: 'makes' })
const freely = (access: Access): Access => ({ ...access, posts: 'freely' })

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
  '/sign-in': freely(everyone),
  '/signed-out': freely(everyone),
  '/sign-out': freely(everyone),
  '/password-reset': makes(everyone),
  '/choose-password/[secret]': freely(everyone),
  '/programmes': everyone,
  '/programmes/[programme]': everyone,
  '/programmes/[programme]/timetable': everyone,
  '/programmes/[programme]/timetable.ics': everyone,
  '/programmes/[programme]/masterclasses': everyone,
  '/programmes/[programme]/sessions/[session]': freely(everyone),
  '/toolkit': everyone,
  '/toolkit/[tool]': freely(everyone),
  '/certificates': everyone,
  '/certificates/[code]': everyone,
  '/certificates/[code].pdf': everyone,
  '/applications/new': makes(everyone),
  '/applications/[secret]': everyone,
  '/applications/[secret]/[step]': freely(everyone),
  '/applications/[secret]/practice': freely(everyone),
  '/applications/[secret]/sponsors/[kind]': once(everyone),
  '/applications/[secret]/check': once(everyone),
  '/applications/[secret]/withdrawal': once(everyone),
  '/promises/[secret]': makes(everyone),
  '/resources': freely(everyone),
  '/search': everyone,
  '/help/[page]': everyone,
  '/legal/[page]': everyone,
  '/prescribing/definitions': everyone,
  '/prescribing/definitions/[measure]': everyone,
  '/prescribing/definitions/[measure].csv': everyone,
  '/outbox': everyone,

  '/home': signedIn,
  '/account': freely(signedIn),
  '/learning': freely(signedIn),
  '/learning/confidence': makes(signedIn),
  '/cohorts/[cohort]/reflections': { who: ['facilitator'] },
  '/account/letters': freely(signedIn),
  '/account/sign-ins': freely(signedIn),
  '/cohorts': cohort,
  '/cohorts/[cohort]': cohort,
  '/cohorts/[cohort]/calendar.ics': cohort,
  '/cohorts/[cohort]/plan': planners,
  '/cohorts/[cohort]/plan/settings': freely(planners),
  '/cohorts/[cohort]/plan/dates': makes(planners),
  '/cohorts/[cohort]/plan/publication': once(planners),
  '/cohorts/[cohort]/plan/cancellation': once(planners),
  '/calendars/[secret].ics': everyone,
  '/account/calendar': freely(cohort),
  '/cohorts/[cohort]/progress': { who: ['facilitator'] },
  '/cohorts/[cohort]/applications': { who: ['facilitator'] },
  '/cohorts/[cohort]/applications/table.csv': { who: ['facilitator'] },
  '/cohorts/[cohort]/applications/[application]': once({ who: ['facilitator'] }),
  '/cohorts/[cohort]/applications/letters': { who: ['facilitator'] },
  '/cohorts/[cohort]/applications/letters/[letter]': freely({ who: ['facilitator'] }),
  '/sessions/[session]': cohort,
  '/sessions/[session]/calendar.ics': cohort,
  '/sessions/[session]/edit': once(planners),
  '/sessions/[session]/cancellation': once(planners),
  '/sessions/[session]/register': freely({ who: ['facilitator'] }),
  '/projects': cohort,
  '/projects/new': makes(participant),
  '/projects/[project]': cohort,
  '/projects/[project]/edit': freely(participant),
  '/projects/[project]/team': freely(participant),
  '/projects/[project]/aim': freely(participant),
  '/projects/[project]/measures/new': makes(participant),
  '/projects/[project]/cycles/new': makes(participant),
  '/measures/[measure]': cohort,
  '/measures/[measure]/chart.[format]': cohort,
  '/measures/[measure]/edit': freely(participant),
  '/measures/[measure]/retirement': once(participant),
  '/measures/[measure]/points': freely(participant),
  '/measures/[measure]/points/corrections': cohort,
  '/measures/[measure]/points/pasted': freely(participant),
  '/measures/[measure]/[decisions]': once(cohort),
  '/measures/[measure]/decisions/[decision]': once(participant),
  '/cycles/[cycle]': cohort,
  '/cycles/[cycle]/plan': freely(participant),
  '/cycles/[cycle]/[stage]': freely(participant),
  '/prescribing': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/cohorts/[cohort]': cohort,
  '/prescribing/areas/[area]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/networks/[network]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/[practice]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/[practice]/[measure]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/[practice]/[measure]/[month]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/[practice]/[measure]/chart.[format]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/imports': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/imports/new': freely({ who: ['participant', 'facilitator', 'admin'] }),
  '/prescribing/imports/runs': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/imports/runs/[run]': once({ who: ['participant', 'facilitator', 'admin'] }),
  '/prescribing/imports/[import]': { who: ['participant', 'facilitator', 'admin'] },
  '/prescribing/imports/[import]/undoing': once({ who: ['participant', 'facilitator', 'admin'] }),
  '/practices': keepers,
  '/practices/networks': once(keepers),
  '/practices/networks/[network]': freely(keepers),
  '/practices/networks/[network]/removal': once(keepers),
  '/practices/[practice]': once(keepers),
  '/practices/[practice]/successors/[successor]': once(keepers),
  '/cpd': participant,
  '/case-studies/new': once(participant),
  '/case-studies/[study]': { who: ['participant', 'facilitator', 'reviewer'] },
  '/case-studies/[study]/edit': freely(participant),
  '/case-studies/[study]/submission': once(participant),
  '/case-studies/[study]/review': once({ who: ['reviewer'] }),
  '/reviews': { who: ['reviewer', 'facilitator'] },
  '/admin': admin,
  '/admin/people': makes(admin),
  '/admin/cohorts': once(admin),
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
