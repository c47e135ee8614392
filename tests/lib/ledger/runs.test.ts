import { recordRegister } from '#lib/attendance/commands.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { enrol } from '#lib/cohorts/commands.ts'
import { listCohorts } from '#lib/cohorts/queries.ts'
import { listRuns } from '#lib/ledger/runs.ts'
import { given } from '../../support/given.ts'
import { byAt } from '../../support/given-projects.ts'
import { expect, test } from '../../support/test.ts'

test('a register is complete without those who joined after the session', async ({ store }) => {
  const { fran, ann, ben, cara, olive, cohortId, sessions } = await given.cohort(store)
  const held = sessions.filter(({ heldOn }) => heldOn < '2026-11-22')
  const marks = Object.fromEntries([ann, ben, cara].map(({ id }) => [id, 'present' as const]))
  for (const { id } of held) await store.transact((tx) => recordRegister(tx, byAt(fran), id, marks))
  const joined = { ...byAt(fran), at: new Date('2026-11-15T10:00:00Z') }
  await store.transact((tx) => enrol(tx, joined, cohortId, { personId: olive.id, practiceCode: null }))
  const viewer = (await findViewer(store.reader, fran.id))!
  const cohorts = await listCohorts(store.reader, viewer)
  const now = new Date('2026-11-22T10:00:00Z')
  const [run] = await listRuns(store.reader, cohorts, { today: '2026-11-22', time: '10:00' }, now)
  expect(run).toMatchObject({ members: 4, withoutCertificate: 4, waiting: 0 })
  expect(run?.sessions.map(({ unmarked }) => unmarked)).toEqual([0, 0, 0, 0, 4, 4])
  expect(run?.thing).toMatchObject({ kind: 'session', session: { topic: 'showing-improvement' } })
})
