import { auditEvents } from '#db/schema/audit.ts'
import { chartDecisions } from '#db/schema/measures.ts'
import { getChartOf } from '#lib/measures/charts.ts'
import { decide, undoDecision } from '#lib/measures/decisions/commands.ts'
import { decisionForm } from '#lib/measures/decisions/forms.ts'
import { listDecisions } from '#lib/measures/decisions/queries.ts'
import { baselineAdvice, whyNoBaseline, whyNotBeside } from '#lib/measures/decisions/rules.ts'
import { type DecisionFacts, decisionsOf } from '#lib/measures/decisions/standing.ts'
import { type CycleFacts, suggestedPhase } from '#lib/measures/decisions/suggestion.ts'
import { listMeasures } from '#lib/measures/queries.ts'
import { Refusal } from '#lib/refusal.ts'
import { byAt, givenMeasure, givenPoints, givenProject } from '../../support/given-projects.ts'
import { describe, expect, test } from '../../support/test.ts'

describe('a baseline', () => {
  test.each([
    [7, false, 'needs at least 8 points, and there are 7'],
    [7, true, 'needs at least 8 points'],
    [8, false, 'raises false alarms'],
    [11, false, '24 points are advised'],
    [8, true, undefined],
    [12, false, undefined],
  ])('of %i points, price known %s', (count, knows, said) => {
    const why = whyNoBaseline(count, knows)
    if (said) expect(why).toContain(said)
    else expect(why).toBeUndefined()
  })

  test.each([
    [8, 'on fewer, more often'],
    [12, '24 are advised'],
    [24, 'Held on 24 points.'],
  ])('of %i points is described', (count, said) => {
    expect(baselineAdvice(count)).toContain(said)
  })
})

describe('what cannot stand beside what stands', () => {
  test.each([
    ['baseline', '2026-05-01', ['2026-03-01'], 'frozen already'],
    ['baseline', '2026-05-01', [], undefined],
    ['phase', '2026-05-01', ['2026-03-01'], undefined],
    ['phase', '2026-05-01', ['2026-05-01'], 'begins there already'],
    ['exclusion', '2026-05-01', ['2026-05-01'], 'left out already'],
    ['target', '2026-05-01', ['2026-05-01'], 'begins there already'],
  ] as const)('%s from %s beside %j', (kind, period, others, said) => {
    const why = whyNotBeside(
      kind,
      period,
      others.map((each) => ({ period: each })),
    )
    if (said) expect(why).toContain(said)
    else expect(why).toBeUndefined()
  })
})

describe('the form of a decision', () => {
  const choices = Array.from({ length: 14 }, (_, at) => ({ period: `2026-${at + 10}-01`, points: at + 1 }))
  test.each([
    ['baseline', { period: '2026-23-01', reason: 'before the clinics began' }, undefined],
    ['baseline', { period: '2026-11-01', reason: 'before the clinics began' }, 'at least 8 points'],
    ['baseline', { period: '2026-19-01', reason: 'before the clinics began' }, 'few'],
    [
      'baseline',
      { period: '2026-19-01', reason: 'before the clinics began', knowsThePrice: 'on' },
      undefined,
    ],
    ['phase', { period: '2026-11-01', reason: 'because' }, 'at least 3 words'],
    ['phase', { period: '', reason: 'the clinics began' }, 'Select a period'],
    ['phase', { period: '2020-01-01', reason: 'the clinics began' }, 'Select a period'],
    ['target', { period: '2026-11-01', reason: 'the team agreed it', value: '' }, 'Enter the target'],
    ['target', { period: '2026-11-01', reason: 'the team agreed it', value: '70.5' }, undefined],
  ] as const)('%s %j', (kind, typed, said) => {
    const read = decisionForm(kind, choices).safeParse(typed)
    expect(read.success).toBe(said === undefined)
    if (said) expect(JSON.stringify(read.error?.issues)).toContain(said)
  })
})

test('what stands is what the chart engine takes; a decided target follows the first', () => {
  const decision = (kind: DecisionFacts['kind'], period: string, more: Partial<DecisionFacts> = {}) => ({
    kind,
    period,
    value: null,
    reason: `why ${period}`,
    decidedBy: 'Ann',
    decidedAt: new Date('2026-09-21T09:00:00Z'),
    undoneAt: null,
    ...more,
  })
  const undoneAt = new Date()
  const all = [
    decision('phase', '2026-06-01'),
    decision('phase', '2026-03-01'),
    decision('phase', '2026-04-01', { undoneAt }),
    decision('baseline', '2026-01-01', { undoneAt }),
    decision('baseline', '2026-02-01'),
    decision('exclusion', '2026-05-01'),
    decision('target', '2026-05-01', { value: 70 }),
  ]
  expect(decisionsOf(all, { target: 80, startsOn: '2026-01-01' })).toEqual({
    baselineUntil: '2026-02-01',
    phases: [
      { from: '2026-03-01', reason: 'why 2026-03-01', by: 'Ann', on: '2026-09-21' },
      { from: '2026-06-01', reason: 'why 2026-06-01', by: 'Ann', on: '2026-09-21' },
    ],
    excluded: [{ period: '2026-05-01', reason: 'why 2026-05-01' }],
    targets: [
      { from: '2026-01-01', value: 80 },
      { from: '2026-05-01', value: 70 },
    ],
  })
  expect(decisionsOf([], { target: 80, startsOn: '2026-01-01' })).toEqual({
    phases: [],
    excluded: [],
    targets: [],
  })
})

describe('a phase is suggested', () => {
  const cycle: CycleFacts = {
    id: 'c',
    number: 2,
    title: 'Telephone',
    startsOn: '2026-05-13',
    decision: 'adopt',
  }
  const shown = {
    every: 'month',
    signal: true,
    runFrom: '2026-05-01',
    lastPeriod: '2026-12-01',
    phases: [],
  } as const
  test.each([
    ['when a run follows a cycle that was kept', [cycle], shown, '2026-05-01'],
    ['when crossings signal', [cycle], { ...shown, runFrom: null }, '2026-05-01'],
    ['for the latest of two', [{ ...cycle, startsOn: '2026-02-03' }, cycle], shown, '2026-05-01'],
    ['not without a signal', [cycle], { ...shown, signal: false }, undefined],
    ['not while the cycle is open', [{ ...cycle, decision: null }], shown, undefined],
    ['not for an abandoned one', [{ ...cycle, decision: 'abandon' }], shown, undefined],
    ['not when the run began before', [cycle], { ...shown, runFrom: '2026-04-01' }, undefined],
    ['not where a phase begins already', [cycle], { ...shown, phases: [{ from: '2026-05-01' }] }, undefined],
  ])('%s', (_, cycles, facts, from) => {
    expect(suggestedPhase(cycles as CycleFacts[], facts)?.from).toBe(from)
  })
})

describe('deciding', () => {
  test('keeps who, when and why; undoing keeps the row; the chart follows', async ({ store }) => {
    const cast = await givenProject(store)
    const measureId = await givenMeasure(store, cast)
    await givenPoints(store, cast, measureId, { '2026-09-21': [1, 10], '2026-09-28': [2, 10] })
    const input = { kind: 'phase', period: '2026-09-28', reason: 'The telephone clinic began' } as const
    const id = await store.transact((tx) => decide(tx, byAt(cast.ann), measureId, input))
    const [measure] = await listMeasures(store.reader, cast.projectId)
    expect((await getChartOf(store.reader, measure!)).decisions.phases).toEqual([
      { from: '2026-09-28', reason: input.reason, by: cast.ann.name, on: '2026-09-21' },
    ])
    const again = store.transact((tx) => decide(tx, byAt(cast.ben), measureId, input))
    await expect(again).rejects.toThrow(Refusal)
    await store.transact((tx) => undoDecision(tx, byAt(cast.ben, '2026-10-01'), id, { measureId }))
    expect((await getChartOf(store.reader, measure!)).decisions.phases).toEqual([])
    const twice = store.transact((tx) => undoDecision(tx, byAt(cast.ann), id, { measureId }))
    await expect(twice).rejects.toThrow('undone this already')
    await store.transact((tx) => decide(tx, byAt(cast.ben, '2026-10-02'), measureId, input))
    expect(await listDecisions(store.reader, [measureId])).toMatchObject([
      { id, decidedBy: cast.ann.name, undoneBy: cast.ben.name, undoneAt: new Date('2026-10-01T09:00:00Z') },
      { decidedBy: cast.ben.name, undoneBy: null },
    ])
    const events = await store.reader.select().from(auditEvents)
    expect(events.map(({ action }) => action)).toContain('measure.decision_undone')
    expect(JSON.stringify(events)).not.toContain('telephone clinic')
  })

  test('a decision of another measure cannot be undone through this one', async ({ store }) => {
    const cast = await givenProject(store)
    const measureId = await givenMeasure(store, cast)
    const input = { kind: 'target', period: '2026-09-28', value: 70, reason: 'The team agreed it' } as const
    const id = await store.transact((tx) => decide(tx, byAt(cast.ann), measureId, input))
    const undo = store.transact((tx) => undoDecision(tx, byAt(cast.ann), id, { measureId: 'another' }))
    await expect(undo).rejects.toThrow(Refusal)
    expect(await store.reader.select().from(chartDecisions)).toMatchObject([
      { id, value: 70, undoneAt: null },
    ])
  })
})
