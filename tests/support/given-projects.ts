import type { Store } from '#db/store.ts'
import { personBy } from '#lib/auth/by.ts'
import { defineMeasure, followPrescribing, recordPoints } from '#lib/measures/commands.ts'
import { closeCycle, type Plan, planCycle, recordStage } from '#lib/pdsa/commands.ts'
import { measures as definitions } from '#lib/prescribing/definitions/measures.ts'
import { chooseTeam, setAim, startProject } from '#lib/projects/commands.ts'
import { type Actor, given } from './given.ts'

export const byAt = ({ id }: Pick<Actor, 'id'>, day = '2026-09-21') =>
  personBy(id, new Date(`${day}T09:00:00Z`))

export const words = {
  title: 'Reviews for everyone',
  focusArea: 'Starting well',
  problem: 'Nobody knows who was reviewed.',
}
export const aim = {
  change: 'Planned reviews',
  fromValue: 20,
  toValue: 80,
  unit: '%',
  byWhen: '2027-03-31',
  forWhom: 'adults at our practice',
}
export const share = {
  title: 'Patients with a plan',
  kind: 'process',
  every: 'week',
  valueKind: 'percentage',
  numeratorMeans: 'patients with a written plan',
  denominatorMeans: 'patients seen that week',
  unit: '%',
  direction: 'higher',
  target: 80,
  startsOn: '2026-09-21',
} as const
export const tally = {
  ...share,
  title: 'Plans written',
  valueKind: 'count',
  denominatorMeans: null,
  unit: 'plans',
  target: null,
} as const
export const plan: Plan = {
  title: 'Telephone first',
  question: 'Do people come when the pharmacist telephones them?',
  change: 'The pharmacist telephones five people on Tuesday.',
  prediction: 'Four of five will come.',
  scale: 'one clinician',
  measureId: null,
  startsOn: '2026-10-05',
  endsOn: '2026-10-18',
}

/** The cast, with a project that Ann leads and Ben works on. Cara, in the same cohort, has nothing to do with it. */
export async function givenProject(store: Store) {
  const cast = await given.cohort(store)
  const projectId = await store.transact(async (tx) => {
    const id = await startProject(tx, byAt(cast.ann), cast.cohortId, { ...words, practiceCode: 'Z98001' })
    await chooseTeam(tx, byAt(cast.ann), id, [cast.ben.id])
    return id
  })
  return { ...cast, projectId, home: { id: projectId, practiceCode: 'Z98001' } }
}

type Given = Awaited<ReturnType<typeof givenProject>>

export const givenAim = (store: Store, { ann, projectId }: Given) =>
  store.transact((tx) => setAim(tx, byAt(ann), projectId, aim))

export const givenMeasure = (
  store: Store,
  { ann, home }: Given,
  input: typeof share | typeof tally = share,
) => store.transact((tx) => defineMeasure(tx, byAt(ann), home, input))

export const givenPublished = (store: Store, { ann, home }: Given) =>
  store.transact((tx) =>
    followPrescribing(tx, byAt(ann), home, { definition: definitions[0]!, kind: 'outcome', target: 12.5 }),
  )

/** Figures of consecutive weeks from the measure's first; `[numerator, denominator]` each. */
export const givenPoints = (
  store: Store,
  { ann }: Given,
  measureId: string,
  rows: Record<string, [number, number | null]>,
) =>
  store.transact((tx) =>
    recordPoints(tx, byAt(ann), measureId, {
      rows: Object.fromEntries(
        Object.entries(rows).map(([period, [numerator, denominator]]) => [
          period,
          { figure: { numerator, denominator, note: null }, cleared: false },
        ]),
      ),
    }),
  )

export const givenCycle = (store: Store, { ann, projectId }: Given, input: Partial<Plan> = {}) =>
  store.transact((tx) => planCycle(tx, byAt(ann), projectId, { ...plan, ...input }))

/** A cycle that has been carried through to its decision. */
export async function givenClosedCycle(
  store: Store,
  cast: Given,
  decision: 'adopt' | 'adapt' | 'abandon',
  input: Partial<Plan> = {},
) {
  const cycleId = await givenCycle(store, cast, input)
  const by = byAt(cast.ann, '2026-10-19')
  await store.transact(async (tx) => {
    await recordStage(tx, by, cycleId, { stage: 'do', notes: 'Three of five came.' })
    await recordStage(tx, by, cycleId, {
      stage: 'study',
      notes: 'One fewer than predicted: no answer twice.',
    })
    await closeCycle(tx, by, cycleId, { decision, notes: 'Try in the evening.' })
  })
  return cycleId
}
