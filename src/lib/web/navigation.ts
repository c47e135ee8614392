import type { Viewer } from '#lib/auth/viewer.ts'
import { paths } from './paths.ts'

export interface NavigationLink {
  label: string
  href: string
}

/** The programme that the public pages are about. */
export const FRONT_PROGRAMME = 'opioid-stewardship'

const publicLinks: NavigationLink[] = [
  { label: 'About', href: paths.programme(FRONT_PROGRAMME) },
  { label: 'Timetable', href: paths.timetable(FRONT_PROGRAMME) },
  { label: 'Masterclasses', href: paths.masterclasses(FRONT_PROGRAMME) },
  { label: 'Toolkit', href: paths.tools() },
  { label: 'Resources', href: paths.resources() },
  { label: 'Apply', href: paths.programmes() },
  { label: 'Verify a certificate', href: '/certificates' },
]

/** What each role works with, in the order it is needed. Someone with two roles sees both, each link once. */
export function navigationFor(viewer: Viewer): NavigationLink[] {
  if (!viewer.person) return publicLinks
  const links: NavigationLink[] = [{ label: 'Home', href: paths.home() }]
  const [run] = viewer.facilitatorOf
  if (viewer.is('participant')) {
    links.push(
      { label: 'Programme', href: '/cohorts' },
      { label: 'Learning', href: paths.learning() },
      { label: 'Project', href: paths.projects() },
      { label: 'Prescribing', href: '/prescribing' },
      { label: 'CPD', href: paths.cpd() },
    )
  }
  if (run) {
    links.push(
      { label: 'Cohort', href: paths.progress({ id: run }) },
      { label: 'Sessions', href: paths.cohort({ id: run }) },
      { label: 'Projects', href: paths.projects() },
      { label: 'Prescribing', href: '/prescribing' },
    )
  }
  if (viewer.is('reviewer') || viewer.is('facilitator'))
    links.push({ label: 'Reviews', href: paths.reviews() })
  if (viewer.is('admin')) {
    links.push(
      { label: 'People', href: '/admin/people' },
      { label: 'Cohorts', href: '/admin/cohorts' },
      { label: 'Data imports', href: paths.imports() },
      { label: 'Outbox', href: '/admin/outbox' },
      { label: 'Audit', href: '/admin/audit' },
    )
  }
  return links.filter((link, index) => links.findIndex((other) => other.href === link.href) === index)
}

/** Pages whose address does not say where they lie. */
const PARENTS: [address: RegExp, parent: string][] = [
  [/^\/(measures|cycles)\//, paths.projects()],
  [/^\/case-studies\//, paths.cpd()],
  [/^\/sessions\//, '/cohorts'],
  [/^\/(programmes\/[^/]+\/sessions|toolkit|resources|search)(\/|$)/, paths.learning()],
]

/** The link the current page lies under: the longest that its address, or its parent's, begins with. */
export function currentLink(links: NavigationLink[], pathname: string): NavigationLink | undefined {
  const parents = PARENTS.filter(([address]) => address.test(pathname)).map(([, parent]) => parent)
  return links
    .filter(({ href }) => [pathname, ...parents].some((path) => path === href || path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0]
}
