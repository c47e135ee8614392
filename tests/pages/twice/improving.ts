import { chartDecisions } from '#db/schema/measures.ts'
import type { Store } from '#db/store.ts'
import { addDays } from '#lib/day.ts'
import { decide } from '#lib/measures/decisions/commands.ts'
import { recordStage } from '#lib/pdsa/commands.ts'
import {
  byAt,
  givenCycle,
  givenMeasure,
  givenPoints,
  givenProject,
  plan,
  share,
  words,
} from '../../support/given-projects.ts'
import { type Scenes, typedDay } from './scenes.ts'

const { startsOn: _starts, endsOn: _ends, measureId: _measure, ...planned } = plan
const typedPlan = {
  ...planned,
  measureId: '',
  ...typedDay('startsOn', '2026-11-23'),
  ...typedDay('endsOn', '2026-12-04'),
}
const typedMeasure = {
  title: 'Another',
  kind: 'process',
  every: 'week',
  valueKind: 'percentage',
  numeratorMeans: share.numeratorMeans,
  denominatorMeans: share.denominatorMeans,
  unit: '',
  direction: 'higher',
  target: '80',
  ...typedDay('startsOn', '2026-09-21'),
}

async function scene(store: Store) {
  const cast = await givenProject(store)
  return { cast, as: cast.ann, params: { project: cast.projectId } }
}

async function measured(store: Store) {
  const { cast, as } = await scene(store)
  const measure = await givenMeasure(store, cast)
  const weeks = Array.from({ length: 12 }, (_, week) => [addDays('2026-08-31', week * 7), [week % 5, 10]])
  await givenPoints(store, cast, measure, Object.fromEntries(weeks))
  return { cast, as, measure, params: { measure } }
}

async function cycled(store: Store, stages: ('do' | 'study')[] = []) {
  const { cast, as } = await scene(store)
  const cycle = await givenCycle(store, cast)
  for (const stage of stages)
    await store.transact((tx) =>
      recordStage(tx, byAt(cast.ann, '2026-10-19'), cycle, { stage, notes: 'So it was.' }),
    )
  return { as, params: { cycle } }
}

const line = (week: string) => ({
  [`rows.${week}.numerator`]: '3',
  [`rows.${week}.denominator`]: '12',
  [`rows.${week}.had`]: '',
})

export const improving: Scenes = {
  '/projects/new': async (store) => ({ ...(await scene(store)), url: '/projects/new', form: words }),
  '/projects/[project]/edit': async (store) => ({
    ...(await scene(store)),
    form: { ...words, title: 'In better words' },
  }),
  '/projects/[project]/team': async (store) => {
    const { cast, as, params } = await scene(store)
    return { as, params, form: { team: [cast.ben.id, cast.cara.id] } }
  },
  '/projects/[project]/aim': async (store) => ({
    ...(await scene(store)),
    form: {
      change: 'Planned reviews',
      fromValue: '20',
      toValue: '80',
      unit: '%',
      forWhom: 'all',
      ...typedDay('byWhen', '2027-03-31'),
    },
  }),
  '/projects/[project]/measures/new': async (store) => {
    const { as, params } = await scene(store)
    return { as, params, url: `/projects/${params.project}/measures/new?source=typed`, form: typedMeasure }
  },
  '/projects/[project]/cycles/new': async (store) => ({ ...(await scene(store)), form: typedPlan }),
  '/measures/[measure]/edit': async (store) => {
    const { title, kind, numeratorMeans, denominatorMeans, direction } = share
    const worded = { title, kind, numeratorMeans, denominatorMeans, direction, target: '90' }
    return { ...(await measured(store)), form: { ...worded, reason: 'We want more of it' } }
  },
  '/measures/[measure]/retirement': async (store) => ({
    ...(await measured(store)),
    form: { reason: 'We count every patient now' },
  }),
  '/measures/[measure]/points': async (store) => ({
    ...(await measured(store)),
    form: line('2026-11-23'),
    today: '2026-11-25',
  }),
  '/measures/[measure]/points/pasted': async (store) => {
    const text = '23/11/2026\t3\t12'
    return { ...(await measured(store)), today: '2026-11-25', form: { text, previewed: text } }
  },
  '/measures/[measure]/[decisions]': async (store) => {
    const { as, measure } = await measured(store)
    const form = { period: '2026-10-05', reason: 'The clinic was closed then' }
    return { as, params: { measure, decisions: 'exclusions' }, form }
  },
  '/measures/[measure]/decisions/[decision]': async (store) => {
    const { cast, as, measure } = await measured(store)
    const made = { kind: 'exclusion', period: '2026-10-05', reason: 'The clinic was closed' } as const
    await store.transact((tx) => decide(tx, byAt(cast.ann), measure, made))
    const [decision] = await store.reader.select().from(chartDecisions)
    return { as, params: { measure, decision: decision!.id }, form: { yes: '' } }
  },
  '/cycles/[cycle]/plan': async (store) => ({
    ...(await cycled(store)),
    form: { ...typedPlan, title: 'In better words' },
  }),
  '/cycles/[cycle]/[stage]': async (store) => {
    const { as, params } = await cycled(store, ['do', 'study'])
    const form = { decision: 'adapt', notes: 'Try it in the evening.' }
    return { as, params: { ...params, stage: 'act' }, form }
  },
}
