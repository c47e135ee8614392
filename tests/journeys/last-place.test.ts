import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, inject, test } from 'vitest'
import { cookieOf, openBrowser, openWindow, signIn } from '../support/browser.ts'

const origin = inject('origin')

test('of the last place exactly one of fifty decisions at once comes true', async () => {
  const file = join(inject('dataDir'), 'steward.sqlite')
  const database = new Database(file)
  const pluck = (sql: string, ...values: unknown[]) =>
    database
      .prepare(sql)
      .pluck()
      .get(...values)
  const cohort = pluck(
    'select id from cohorts where seats is not null and starts_on > ?',
    '2026-11-22',
  ) as string
  // Fifty who need nobody's promise, and one place more than there are members.
  const model = pluck("select id from applications where name = 'Ingrid Sowande'") as string
  const ids = Array.from({ length: 50 }, (_, n) => `journey000000${String(n).padStart(3, '0')}`)
  const columns = (table: string, changed: string[]) =>
    (database.pragma(`table_info(${table})`) as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => !changed.includes(name))
      .join(', ')
  const kept = columns('applications', ['id', 'email', 'name'])
  const promised = columns('promises', ['id', 'application_id'])
  database.transaction(() => {
    for (const [n, id] of ids.entries()) {
      database
        .prepare(
          `insert into applications (id, email, name, ${kept}) select ?, ?, ?, ${kept} from applications where id = ?`,
        )
        .run(id, `fifty.${n}@example.org`, 'Fifty Fold', model)
      database
        .prepare(
          `insert into promises (id, application_id, ${promised}) select id || ?, ?, ${promised} from promises where application_id = ? and ended_at is null`,
        )
        .run(`-${n}`, id, model)
    }
    const members = pluck('select count(*) from cohort_members where cohort_id = ?', cohort) as number
    database.prepare('update cohorts set seats = ? where id = ?').run(members + 1, cohort)
  })()
  const browser = await openBrowser()
  const { context, page } = await openWindow(browser, origin)
  await signIn(page, 'imogen.castellan@example.org')
  const cookie = await cookieOf(context)
  await browser.close()
  const answers = await Promise.all(
    ids.map((id) =>
      fetch(`${origin}/cohorts/${cohort}/applications/${id}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin, cookie },
        body: new URLSearchParams({ decision: 'offered', reason: 'The last place.', decided: '0' }),
      }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(49).fill(422)])
  const taken = pluck('select count(*) from cohort_members where cohort_id = ?', cohort)
  expect(taken).toBe(pluck('select seats from cohorts where id = ?', cohort))
  expect(
    pluck(
      "select count(*) from application_places where application_id like 'journey%' and given_back_at is null",
    ),
  ).toBe(1)
  database.close()
})
