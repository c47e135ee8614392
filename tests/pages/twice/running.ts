import { submissions } from '#db/schema/case-studies.ts'
import { importRuns } from '#db/schema/import-runs.ts'
import { practiceSuccessors } from '#db/schema/practices.ts'
import { imports } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import { startCohort } from '#lib/cohorts/commands.ts'
import { addNetwork, recordSuccessor } from '#lib/practices/commands.ts'
import { annsCaseStudy, texts } from '../../lib/case-studies/given.ts'
import { bringRegister } from '../../lib/practices/registers.ts'
import { by, given, TODAY } from '../../support/given.ts'
import { asTyped } from '../../support/session-form.ts'
import { type Scenes, typedDay } from './scenes.ts'

const network = { name: 'Fiction PCN', practices: ['Z98001'] }
const reason = 'The speaker is ill'

async function session(store: Store) {
  const { fran, cohortId, sessions } = await given.cohort(store)
  const toCome = sessions.find(({ heldOn }) => heldOn > TODAY)!
  return { as: fran, params: { session: toCome.id }, cohortId, held: sessions[0]! }
}

async function planned(store: Store) {
  const { fran, cohortId } = await given.cohort(store)
  return { as: fran, params: { cohort: cohortId } }
}

async function study(store: Store, until: Parameters<typeof annsCaseStudy>[2]) {
  const cast = await given.cohort(store)
  return { cast, as: cast.ann, params: { study: await annsCaseStudy(store, cast, until) } }
}

export const running: Scenes = {
  '/cohorts/[cohort]/plan/settings': async (store) => ({
    ...(await planned(store)),
    form: { name: 'Autumn', seats: '20' },
  }),
  '/cohorts/[cohort]/plan/dates': async (store) => ({
    ...(await planned(store)),
    form: { weeks: '1', reason },
  }),
  '/cohorts/[cohort]/plan/publication': async (store) => {
    const { ada } = await given.cohort(store)
    const run = {
      programme: 'opioid-stewardship',
      name: 'Draft',
      startsOn: '2027-03-01',
      endsOn: '2027-09-01',
    }
    const cohort = await store.transact((tx) => startCohort(tx, by, { ...run, timetable: [] }))
    return { as: ada, params: { cohort }, form: { yes: '' } }
  },
  '/cohorts/[cohort]/plan/cancellation': async (store) => ({ ...(await planned(store)), form: { reason } }),
  '/sessions/[session]/edit': async (store) => ({
    ...(await session(store)),
    form: asTyped('2027-02-16', { reason }),
  }),
  '/sessions/[session]/cancellation': async (store) => ({ ...(await session(store)), form: { reason } }),
  '/sessions/[session]/register': async (store) => {
    const { fran, ann, sessions } = await given.cohort(store)
    return { as: fran, params: { session: sessions[0]!.id }, form: { [`marks.${ann.id}`]: 'present' } }
  },
  '/prescribing/imports/runs/[run]': async (store) => {
    const { fran } = await given.cohort(store)
    const at = new Date()
    const counts = { bytesRead: 0, rowsRead: 0, replaces: false }
    const started = { startedBy: fran.id, startedAt: at, heardAt: at, waitsAt: 'uploads/a.csv' }
    await store.transact((tx) =>
      tx
        .insert(importRuns)
        .values({ id: 'run', fileName: 'a.csv', source: 'upload', state: 'waiting', ...counts, ...started }),
    )
    return { as: fran, params: { run: 'run' }, form: { answer: 'cancel' } }
  },
  '/prescribing/imports/[import]/undoing': async (store) => {
    const { fran } = await given.cohort(store)
    await bringRegister(store)
    const [file] = await store.reader.select().from(imports)
    return { as: fran, params: { import: file!.id }, form: { because: 'It was the wrong one' } }
  },
  '/practices/networks': async (store) => {
    const { ada } = await given.cohort(store)
    return { as: ada, form: { code: 'U99001', name: network.name, practices: 'Z98001' } }
  },
  '/practices/networks/[network]': async (store) => {
    const { ada } = await given.cohort(store)
    await store.transact((tx) => addNetwork(tx, by, 'U99001', network))
    return { as: ada, params: { network: 'U99001' }, form: { name: 'Fable PCN', practices: 'Z98002' } }
  },
  '/practices/networks/[network]/removal': async (store) => {
    const { ada } = await given.cohort(store)
    await store.transact((tx) => addNetwork(tx, by, 'U99001', network))
    return { as: ada, params: { network: 'U99001' }, form: { yes: '' } }
  },
  '/practices/[practice]': async (store) => {
    const { fran } = await given.cohort(store)
    await bringRegister(store)
    const merger = { successorCode: 'Z98001', kind: 'merged', source: 'A notice' }
    return {
      as: fran,
      params: { practice: 'Z98002' },
      form: { ...merger, ...typedDay('fromDay', '2026-07-01') },
    }
  },
  '/practices/[practice]/successors/[successor]': async (store) => {
    const { fran } = await given.cohort(store)
    const merger = {
      successorCode: 'Z98001',
      kind: 'merged',
      fromDay: '2026-07-01',
      source: 'A notice',
    } as const
    await store.transact((tx) => recordSuccessor(tx, by, 'Z98002', merger))
    const [row] = await store.reader.select().from(practiceSuccessors)
    return { as: fran, params: { practice: 'Z98002', successor: row!.id }, form: { yes: '' } }
  },
  '/case-studies/new': async (store) => {
    const { ann } = await given.cohort(store)
    return { as: ann, form: { title: 'What we learned' } }
  },
  '/case-studies/[study]/edit': async (store) => {
    const sections = Object.entries(texts).map(([id, text]) => [`sections.${id}`, `${text} More.`])
    return {
      ...(await study(store, 'started')),
      form: { title: 'What we learned', projectId: '', ...Object.fromEntries(sections) },
    }
  },
  '/case-studies/[study]/submission': async (store) => ({
    ...(await study(store, 'drafted')),
    form: { declaration: 'on' },
  }),
  '/case-studies/[study]/review': async (store) => {
    const { cast, params } = await study(store, 'submitted')
    const [row] = await store.reader.select().from(submissions)
    return { as: cast.rita, params, form: { submission: row!.id, decision: 'accepted', comments: '' } }
  },
  '/admin/people': async (store) => {
    const { ada, cohortId } = await given.cohort(store)
    const person = { name: 'Nia Newcomer', email: 'nia.newcomer@example.org', profession: 'GP' }
    const place = {
      role: 'participant',
      cohortId,
      practiceCode: 'Z98001',
      practiceName: 'Amber Lane Surgery',
    }
    return { as: ada, url: '/admin/people', form: { ...person, ...place } }
  },
  '/admin/cohorts': async (store) => {
    const { ada } = await given.cohort(store)
    const run = { programme: 'opioid-stewardship', name: 'Autumn 2027' }
    return { as: ada, form: { ...run, ...typedDay('startsOn', '2027-09-04') } }
  },
}
