import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, inject, test } from 'vitest'
import { DEMONSTRATION_PASSWORD } from '#lib/people/demonstration.ts'

/**
 * Who gets what for records that are really there. 200 seen, 303 led on, 403 not theirs to do, 404 not theirs
 * to know of. Amara and Tomasz are one team; Beatrix is of another practice.
 */
const people = [
  'nobody',
  'amara.whitfield',
  'tomasz.bellweather',
  'beatrix.oyelade',
  'imogen.castellan',
  'marguerite.adeyinka',
  'solomon.birchwood',
] as const

const origin = inject('origin')
const database = new Database(join(inject('dataDir'), 'steward.sqlite'), { readonly: true })
const pluck = (sql: string) => database.prepare(sql).pluck().get() as string
const project = pluck("select id from projects where title like 'A plan for every%'")
const measure = pluck("select id from measures where title like 'Opioid reviews%'")
const cycle = pluck("select id from cycles where title like 'The plan becomes%'")
const session = pluck("select id from sessions where topic = 'testing' order by held_on")
const cohort = pluck('select id from cohorts order by starts_on')
const next = pluck("select id from cohorts where name = 'Winter 2027'")
const applied = pluck("select id from applications where name = 'Ingrid Sowande'")
const unsent = pluck("select id from applications where name = 'Bertrand Okafor'")
const accepted = pluck("select id from case_studies where title like 'A plan for every%'")
const draft = pluck("select id from case_studies where title like 'Pain without%'")
const returned = pluck("select id from case_studies where title like 'No repeat%'")
const code = pluck('select code from certificates')
database.close()

const S = 303
const table: [path: string, answers: number[]][] = [
  // path                                      nobody Amara Tomasz Beatrix facilitator reviewer admin
  [`/projects/${project}`, [S, 200, 200, 404, 200, 403, 403]],
  [`/projects/${project}/aim`, [S, 200, 200, 404, 403, 403, 403]],
  [`/projects/${project}/measures/new`, [S, 200, 200, 404, 403, 403, 403]],
  [`/projects/${project}/team`, [S, 200, 403, 404, 403, 403, 403]],
  [`/measures/${measure}`, [S, 200, 200, 404, 200, 403, 403]],
  [`/measures/${measure}/points`, [S, 200, 200, 404, 403, 403, 403]],
  [`/cycles/${cycle}`, [S, 200, 200, 404, 200, 403, 403]],
  [`/cycles/${cycle}/do`, [S, 200, 200, 404, 403, 403, 403]],
  [`/prescribing/Z98001`, [S, 200, 200, 404, 200, 403, 200]],
  [`/cohorts/${cohort}`, [S, 200, 200, 200, 200, 403, 403]],
  [`/cohorts/${cohort}/progress`, [S, 403, 403, 403, 200, 403, 403]],
  [`/cohorts/${next}`, [S, 404, 404, 404, 200, 403, 403]],
  [`/cohorts/${next}/applications`, [S, 403, 403, 403, 200, 403, 403]],
  [`/cohorts/${next}/applications/table.csv`, [S, 403, 403, 403, 200, 403, 403]],
  [`/cohorts/${next}/applications/${applied}`, [S, 403, 403, 403, 200, 403, 403]],
  [`/cohorts/${next}/applications/${unsent}`, [S, 403, 403, 403, 404, 403, 403]],
  [`/cohorts/${cohort}/applications/${applied}`, [S, 403, 403, 403, 404, 403, 403]],
  [`/cohorts/${next}/applications/letters`, [S, 403, 403, 403, 200, 403, 403]],
  [`/sessions/${session}`, [S, 200, 200, 200, 200, 403, 403]],
  [`/sessions/${session}/register`, [S, 403, 403, 403, 200, 403, 403]],
  [`/case-studies/${accepted}`, [S, 200, 404, 404, 200, 200, 403]],
  [`/case-studies/${returned}`, [S, 404, 404, 200, 200, 200, 403]],
  [`/case-studies/${returned}/edit`, [S, 404, 404, 200, 403, 403, 403]],
  [`/case-studies/${draft}`, [S, 404, 404, 404, 200, 404, 403]],
  [`/case-studies/${draft}/edit`, [S, 404, 404, 404, 403, 403, 403]],
  [`/certificates/${code}`, [200, 200, 200, 200, 200, 200, 200]],
  [`/certificates/${code}.pdf`, [200, 200, 200, 200, 200, 200, 200]],
]

async function cookieOf(person: (typeof people)[number]): Promise<string> {
  if (person === 'nobody') return ''
  const body = new URLSearchParams({ email: `${person}@example.org`, password: DEMONSTRATION_PASSWORD })
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin },
    body,
  })
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

test.each(people.map((person, index) => [person, index] as const))(
  '%s sees what is theirs and learns of nothing else',
  async (person, index) => {
    const cookie = await cookieOf(person)
    const answers = await Promise.all(
      table.map(async ([path, expected]) => {
        const { status } = await fetch(origin + path, { redirect: 'manual', headers: { cookie } })
        return status === expected[index] ? undefined : `${path} answered ${status}, not ${expected[index]}`
      }),
    )
    expect(answers.filter(Boolean)).toEqual([])
  },
)

test('nobody can post to what they may only look at', async () => {
  for (const person of [
    'beatrix.oyelade',
    'imogen.castellan',
    'marguerite.adeyinka',
    'solomon.birchwood',
  ] as const) {
    const cookie = await cookieOf(person)
    for (const path of [
      `/projects/${project}/aim`,
      `/measures/${measure}/points`,
      `/cycles/${cycle}/do`,
      `/case-studies/${draft}/edit`,
    ]) {
      const { status } = await fetch(origin + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin, cookie },
        body: new URLSearchParams({ title: 'x' }),
      })
      expect([403, 404], `${person} at ${path}: ${status}`).toContain(status)
    }
  }
})
