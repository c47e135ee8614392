import { eq, inArray } from 'drizzle-orm'
import { applications, promises } from '#db/schema/applications.ts'
import { caseStudies } from '#db/schema/case-studies.ts'
import { certificates } from '#db/schema/certificates.ts'
import { cohorts } from '#db/schema/cohorts.ts'
import { importRuns } from '#db/schema/import-runs.ts'
import { mailMessages } from '#db/schema/mail.ts'
import { measures } from '#db/schema/measures.ts'
import { cycles } from '#db/schema/pdsa.ts'
import { people } from '#db/schema/people.ts'
import { networks } from '#db/schema/practices.ts'
import { imports } from '#db/schema/prescribing.ts'
import { projects } from '#db/schema/projects.ts'
import { sessions } from '#db/schema/sessions.ts'
import type { Reader } from '#db/store.ts'
import { listPracticeNames } from '#lib/practices/queries.ts'
import { listProgrammes, listTexts } from '#lib/programmes/catalogue.ts'
import type { Part, Ref, Thing } from './telling.ts'

/** What a thing is called today, and what a link to it needs to know. */
export interface Named {
  name: string
  /** The cohort it belongs to: who may open it depends on that. */
  cohortId?: string
  /** Whose it is. */
  ownerId?: string
  /** By which its page is known, where that is not its identifier. */
  code?: string
  /** It has no page of its own. */
  noPage?: true
}
export type Names = ReadonlyMap<string, Named>

const keyOf = ({ thing, id }: Ref) => `${thing} ${id}`
export const nameOf = (names: Names, ref: Ref): Named | undefined => names.get(keyOf(ref))

type Row = Named & { id: string }
type Finding = (reader: Reader, ids: string[]) => Promise<Row[]>

/** Everything that these sentences name and that is still there, in one statement a kind of thing. */
export async function listNames(reader: Reader, parts: readonly Part[]): Promise<Names> {
  const wanted = new Map<Thing, Set<string>>()
  for (const part of parts) {
    if (typeof part === 'string') continue
    const ids = wanted.get(part.thing) ?? new Set()
    wanted.set(part.thing, ids.add(part.id))
  }
  const found = await Promise.all(
    [...wanted].map(async ([thing, ids]) => {
      const rows = (await finding[thing]?.(reader, [...ids])) ?? []
      return rows.map(({ id, ...named }) => [keyOf({ thing, id }), named] as const)
    }),
  )
  return new Map(found.flat())
}

/** Applicants and sponsors are not named: they are for the facilitators of the cohort alone. */
const finding: Partial<Record<Thing, Finding>> = {
  person: (reader, ids) =>
    reader.select({ id: people.id, name: people.name }).from(people).where(inArray(people.id, ids)),
  cohort: async (reader, ids) =>
    (
      await reader
        .select({ id: cohorts.id, name: cohorts.name })
        .from(cohorts)
        .where(inArray(cohorts.id, ids))
    ).map((row) => ({ ...row, cohortId: row.id })),
  session: async (reader, ids) => {
    const rows = await reader
      .select({ id: sessions.id, title: sessions.title, cohort: cohorts.name, cohortId: cohorts.id })
      .from(sessions)
      .innerJoin(cohorts, eq(cohorts.id, sessions.cohortId))
      .where(inArray(sessions.id, ids))
    return rows.map(({ title, cohort, ...row }) => ({ ...row, name: `“${title}” (${cohort})` }))
  },
  project: async (reader, ids) => {
    const rows = await reader
      .select({ id: projects.id, title: projects.title, cohortId: projects.cohortId })
      .from(projects)
      .where(inArray(projects.id, ids))
    return rows.map(({ title, ...row }) => ({ ...row, name: `the project “${title}”` }))
  },
  measure: async (reader, ids) => {
    const rows = await reader
      .select({ id: measures.id, title: measures.title, cohortId: projects.cohortId })
      .from(measures)
      .innerJoin(projects, eq(projects.id, measures.projectId))
      .where(inArray(measures.id, ids))
    return rows.map(({ title, ...row }) => ({ ...row, name: `the measure “${title}”` }))
  },
  cycle: async (reader, ids) => {
    const rows = await reader
      .select({ id: cycles.id, number: cycles.number, title: cycles.title, cohortId: projects.cohortId })
      .from(cycles)
      .innerJoin(projects, eq(projects.id, cycles.projectId))
      .where(inArray(cycles.id, ids))
    return rows.map(({ number, title, ...row }) => ({ ...row, name: `PDSA cycle ${number}, “${title}”` }))
  },
  'case study': async (reader, ids) => {
    const rows = await reader
      .select({
        id: caseStudies.id,
        author: people.name,
        ownerId: people.id,
        cohortId: caseStudies.cohortId,
      })
      .from(caseStudies)
      .innerJoin(people, eq(people.id, caseStudies.authorId))
      .where(inArray(caseStudies.id, ids))
    return rows.map(({ author, ...row }) => ({ ...row, name: `the case study of ${author}` }))
  },
  certificate: async (reader, ids) => {
    const rows = await reader
      .select({ id: certificates.id, code: certificates.code })
      .from(certificates)
      .where(inArray(certificates.id, ids))
    return rows.map((row) => ({ ...row, name: 'a certificate' }))
  },
  application: async (reader, ids) => {
    const rows = await reader
      .select({
        id: applications.id,
        cohort: cohorts.name,
        cohortId: cohorts.id,
        sentAt: applications.submittedAt,
      })
      .from(applications)
      .innerJoin(cohorts, eq(cohorts.id, applications.cohortId))
      .where(inArray(applications.id, ids))
    return rows.map(({ cohort, sentAt, ...row }) => ({
      ...row,
      name: `an application to ${cohort}`,
      ...(sentAt ? {} : { noPage: true as const }),
    }))
  },
  promise: async (reader, ids) => {
    const rows = await reader
      .select({
        id: promises.id,
        code: applications.id,
        cohort: cohorts.name,
        cohortId: cohorts.id,
        sentAt: applications.submittedAt,
      })
      .from(promises)
      .innerJoin(applications, eq(applications.id, promises.applicationId))
      .innerJoin(cohorts, eq(cohorts.id, applications.cohortId))
      .where(inArray(promises.id, ids))
    return rows.map(({ cohort, sentAt, ...row }) => ({
      ...row,
      name: `a promise for an application to ${cohort}`,
      ...(sentAt ? {} : { noPage: true as const }),
    }))
  },
  network: async (reader, ids) => {
    const rows = await reader
      .select({ id: networks.code, name: networks.name })
      .from(networks)
      .where(inArray(networks.code, ids))
    return rows.map(({ id, name }) => ({ id, name: `the network ${name} (${id})` }))
  },
  import: async (reader, ids) => {
    const rows = await reader
      .select({ id: imports.id, file: imports.fileName })
      .from(imports)
      .where(inArray(imports.id, ids))
    return rows.map(({ id, file }) => ({ id, name: `the file ${file}` }))
  },
  'import run': async (reader, ids) => {
    const rows = await reader
      .select({ id: importRuns.id, file: importRuns.fileName })
      .from(importRuns)
      .where(inArray(importRuns.id, ids))
    return rows.map(({ id, file }) => ({ id, name: `the file ${file}` }))
  },
  practice: async (reader, ids) =>
    [...(await listPracticeNames(reader, ids))].map(([id, name]) => ({ id, name: `${name} (${id})` })),
  letter: async (reader, ids) => {
    const rows = await reader
      .select({ id: mailMessages.id, to: people.name })
      .from(mailMessages)
      .leftJoin(people, eq(people.email, mailMessages.toEmail))
      .where(inArray(mailMessages.id, ids))
    return rows.map(({ id, to }) => ({ id, name: to ? `a letter to ${to}` : 'a letter' }))
  },
  page: async (_, ids) =>
    (await listTexts())
      .filter(({ id }) => ids.includes(id))
      .map(({ id, title }) => ({ id, name: `“${title}”` })),
  programme: async (_, ids) =>
    (await listProgrammes())
      .filter(({ slug }) => ids.includes(slug))
      .map(({ slug, title }) => ({ id: slug, name: title })),
}

/** What is said of a thing that is no longer there. */
const GONE: Record<Thing, string> = {
  person: 'somebody whose account is gone',
  cohort: 'a cohort that is gone',
  session: 'a session that is gone',
  project: 'a project that is gone',
  measure: 'a measure that is gone',
  cycle: 'a PDSA cycle that is gone',
  'case study': 'a case study that is gone',
  certificate: 'a certificate that is gone',
  application: 'an application that was deleted',
  promise: 'a promise that was deleted',
  practice: 'a practice without a name here',
  network: 'a network that is gone',
  import: 'a file that was not kept',
  'import run': 'a file that was not kept',
  letter: 'a letter that is gone',
  page: 'a page that is gone',
  programme: 'a programme that is gone',
}
/** Codes that say something by themselves. */
const CODED: readonly Thing[] = ['practice', 'network']

/** What stands for a part in a sentence about what `personId` did. */
export function wordsOf(names: Names, part: Part, personId: string): string {
  if (typeof part === 'string') return part
  const named = nameOf(names, part)
  if (part.thing === 'person' && part.id === personId) return 'themselves'
  if (named?.ownerId === personId) return 'their case study'
  if (named) return named.name
  return CODED.includes(part.thing) ? `${GONE[part.thing]} (${part.id})` : GONE[part.thing]
}
