import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/** Every address that somebody looks at in the demonstration, by their e-mail address; '' is nobody who is signed in. */
export function addressesIn(dataDir: string) {
  const database = new Database(join(dataDir, 'steward.sqlite'), { readonly: true })
  const pluck = (sql: string) => database.prepare(sql).pluck().get() as string

  const id = {
    cohort: pluck('select id from cohorts order by starts_on'),
    next: pluck("select id from cohorts where name = 'Winter 2027'"),
    held: pluck("select id from sessions where topic = 'testing' order by held_on"),
    applied: pluck("select id from applications where name = 'Fergus Llewellyn'"),
    coming: pluck("select id from sessions where topic = 'showing-improvement' order by held_on"),
    project: pluck("select id from projects where title like 'A plan for every%'"),
    typed: pluck("select id from measures where title like 'Opioid reviews%'"),
    published: pluck("select id from measures where source = 'prescribing' limit 1"),
    cycle: pluck("select id from cycles where title like 'Questions sent%'"),
    openCycle: pluck("select id from cycles where title like 'The plan becomes%'"),
    accepted: pluck("select id from case_studies where title like 'A plan for every%'"),
    returned: pluck("select id from case_studies where title like 'No repeat%'"),
    code: pluck('select code from certificates'),
    import: pluck("select id from imports where kind = 'epd' limit 1"),
  }

  /** The private link in the latest letter to somebody who applied or was asked for a promise. */
  const linkOf = (email: string, kind: 'applications' | 'promises') =>
    new RegExp(`/${kind}/[\\w-]+`).exec(
      pluck(
        `select body from mail_messages where to_email = '${email}' and body like '%/${kind}/%' order by queued_at desc`,
      ),
    )?.[0] ?? ''
  const draft = linkOf('bertrand.okafor@example.org', 'applications')

  const programme = '/programmes/opioid-stewardship'
  /** The pages of a folder of the content, without the number that orders their files. */
  const namesIn = (folder: string) =>
    readdirSync(join('src/content', folder))
      .filter((name) => name.endsWith('.mdx'))
      .map((name) => name.replace(/^\d+-/, '').replace('.mdx', ''))
  const pages: Record<string, string[]> = {
    '': [
      '/',
      '/sign-in',
      '/password-reset',
      '/password-reset?asked',
      '/choose-password/gone',
      '/certificates',
      `/certificates/${id.code}`,
      '/outbox',
      '/nothing-here',
      '/programmes',
      programme,
      `${programme}/timetable`,
      `${programme}/masterclasses`,
      ...namesIn('programmes/opioid-stewardship/sessions').map((name) => `${programme}/sessions/${name}`),
      '/toolkit',
      ...namesIn('toolkit').map((name) => `/toolkit/${name}`),
      '/resources',
      '/search',
      '/search?q=pain',
      '/search?q=zzqqxx',
      '/prescribing/definitions',
      '/prescribing/definitions/opioid_ome_per_1000',
      '/prescribing/definitions/high_dose_120_percent',
      '/prescribing/definitions/bzd_zdrug_items_per_1000',
      `/applications/new?cohort=${id.next}`,
      `/applications/new?cohort=${id.next}&asked`,
      '/applications/gone',
      draft,
      ...['name', 'profession', 'registration', 'practice?search=surgery', 'practice?listed=no', 'focus'].map(
        (step) => `${draft}/${step}`,
      ),
      ...['dates', 'promise', 'sponsors/employer', 'check', 'withdrawal'].map((step) => `${draft}/${step}`),
      linkOf('fergus.llewellyn@example.org', 'applications'),
      `${linkOf('esther.quayle@example.org', 'applications')}/sponsors/prescriber`,
      linkOf('winifred.threlfall@example.org', 'promises'),
      linkOf('una.threlfall@example.org', 'promises'),
      linkOf('winifred.nakamura@example.org', 'promises'),
      '/promises/gone',
      ...namesIn('help').map((name) => `/help/${name}`),
      '/legal/privacy',
      '/legal/cookies',
      '/legal/accessibility',
    ],
    'amara.whitfield@example.org': [
      '/home',
      '/account',
      `/cohorts/${id.cohort}`,
      `/sessions/${id.held}`,
      '/projects',
      '/projects/new',
      `/projects/${id.project}`,
      `/projects/${id.project}/aim`,
      `/projects/${id.project}/measures/new`,
      `/projects/${id.project}/measures/new?source=typed`,
      `/projects/${id.project}/measures/new?source=prescribing`,
      `/projects/${id.project}/cycles/new`,
      `/measures/${id.typed}`,
      `/measures/${id.typed}?view=limits`,
      `/measures/${id.published}?view=nhs`,
      `/measures/${id.typed}?view=seasonal`,
      `/measures/${id.typed}/edit`,
      `/measures/${id.typed}/retirement`,
      `/measures/${id.typed}/points`,
      `/measures/${id.typed}/points/pasted`,
      `/measures/${id.typed}/points/corrections`,
      `/measures/${id.published}/baseline`,
      `/measures/${id.typed}/phases`,
      `/measures/${id.typed}/exclusions`,
      `/measures/${id.typed}/targets`,
      `/measures/${id.published}`,
      `/cycles/${id.cycle}`,
      `/cycles/${id.openCycle}`,
      `/cycles/${id.openCycle}/do`,
      '/prescribing/Z98001',
      '/prescribing/Z98001/opioid_items_per_1000',
      '/prescribing/Z98001/opioid_items_per_1000/2026-07',
      '/prescribing/Z98001/high_dose_items_per_1000?compare=england&months=12',
      `/prescribing/cohorts/${id.cohort}`,
      '/prescribing/areas/ENG?measure=opioid_items_per_1000',
      '/prescribing/imports',
      '/prescribing/imports/new',
      '/account/letters',
      '/account/calendar',
      '/account/sign-ins',
      '/learning',
      '/learning/confidence',
      '/resources',
      '/toolkit/pdsa',
      `${programme}/sessions/the-complexity-of-pain`,
      '/cpd',
      `/case-studies/${id.accepted}`,
      '/admin',
    ],
    'beatrix.oyelade@example.org': [
      `/case-studies/${id.returned}`,
      `/case-studies/${id.returned}/edit`,
      `/case-studies/${id.returned}/submission`,
    ],
    'nerys.calloway@example.org': ['/home', '/projects', '/case-studies/new', '/cpd'],
    'imogen.castellan@example.org': [
      '/home',
      `/cohorts/${id.cohort}/progress`,
      `/cohorts/${id.cohort}/reflections`,
      ...['', '/settings', '/dates', '/publication', '/cancellation'].map(
        (part) => `/cohorts/${id.cohort}/plan${part}`,
      ),
      ...['edit', 'cancellation'].map((part) => `/sessions/${id.coming}/${part}`),
      `/cohorts/${id.next}/applications`,
      `/cohorts/${id.next}/applications?missing=any`,
      `/cohorts/${id.next}/applications/${id.applied}`,
      `/cohorts/${id.next}/applications/letters`,
      `/cohorts/${id.next}/applications/letters/ask-employer`,
      `/sessions/${id.held}/register`,
      '/projects',
      '/prescribing',
      '/prescribing?q=wharf',
      '/prescribing/Z98230',
      '/prescribing/Z98010/opioid_items_per_1000',
      '/prescribing/Z98011/opioid_ome_per_1000?view=limits',
      `/prescribing/cohorts/${id.cohort}?measure=opioid_items_per_1000`,
      '/prescribing/networks/U98001',
      '/prescribing/areas/98Z?measure=opioid_ome_per_1000&page=2',
      '/prescribing/imports?kind=epd',
      '/prescribing/imports/runs',
      `/prescribing/imports/${id.import}`,
      `/prescribing/imports/${id.import}/undoing`,
      '/reviews',
    ],
    'marguerite.adeyinka@example.org': ['/home', '/reviews', `/case-studies/${id.accepted}`],
    'solomon.birchwood@example.org': [
      '/home',
      '/admin',
      '/admin/people',
      '/practices?search=surgery',
      '/practices/Z98001',
      '/practices/networks',
      '/admin/cohorts',
      '/admin/outbox',
      '/admin/audit',
      '/admin/audit?person=osei&kind=cohorts&from=2020-01-01',
    ],
  }

  database.close()
  return { id, pages }
}
