import type { Stage } from '#db/schema/pdsa.ts'
import { planAsTyped } from '#lib/pdsa/as-typed.ts'
import { cycleForm, stageForm } from '#lib/pdsa/forms.ts'
import { plan } from '../../support/given-projects.ts'
import { mistakesOf } from '../../support/mistakes.ts'
import { describe, expect, test } from '../../support/test.ts'

const date = (day: number, month: number, year = 2026) => ({
  day: String(day),
  month: String(month),
  year: String(year),
})
const { measureId: _, ...words } = plan
const typed = { ...words, measureId: '', startsOn: date(5, 10), endsOn: date(18, 10) }

describe('the form of a plan', () => {
  const form = cycleForm(['m1'], '2026-11-22')

  test('reads a plan, with a measure of the project or without', () => {
    expect(form.parse(typed)).toEqual(plan)
    expect(form.parse({ ...typed, measureId: 'm1' })).toMatchObject({ measureId: 'm1' })
    const { measureId: _none, ...unasked } = typed
    expect(form.parse(unasked)).toMatchObject({ measureId: null })
  })

  test.each([
    [{ title: '' }, { title: 'Enter a title' }],
    [{ question: '' }, { question: 'Enter the question that the cycle is to answer' }],
    [{ change: '' }, { change: 'Describe the change you will test' }],
    [{ prediction: '  ' }, { prediction: 'Write down what you predict, before you begin' }],
    [{ scale: 'the world' }, { scale: 'Select how large the test is' }],
    [{ measureId: 'of another project' }, { measureId: "Select one of the project's measures, or none" }],
    [
      { startsOn: date(1, 1, 2020) },
      { startsOn: 'The day the cycle starts must be 21 November 2025 or later' },
    ],
    [
      { startsOn: date(1, 1, 2030) },
      { startsOn: 'The day the cycle starts must be 23 November 2027 or earlier' },
    ],
    [{ endsOn: {} }, { endsOn: 'Enter the day the cycle ends' }],
    [{ endsOn: date(4, 10) }, { endsOn: 'The day the cycle ends must not be before it starts' }],
    [{ endsOn: date(7, 10, 2027) }, { endsOn: 'A cycle must end within a year of its start' }],
  ])('%# says what is wrong', (change, said) => {
    expect(mistakesOf(form, { ...typed, ...change })).toEqual(said)
  })

  test('a test may last one day', () => {
    expect(form.safeParse({ ...typed, endsOn: typed.startsOn }).success).toBe(true)
  })

  test('a plan comes back as it was typed', () => {
    const { startsOn, endsOn, ...rest } = words
    expect([startsOn, endsOn]).toEqual(['2026-10-05', '2026-10-18'])
    expect(planAsTyped(plan)).toEqual({
      ...rest,
      measureId: '',
      'startsOn.day': '5',
      'startsOn.month': '10',
      'startsOn.year': '2026',
      'endsOn.day': '18',
      'endsOn.month': '10',
      'endsOn.year': '2026',
    })
    expect(planAsTyped({ title: 'Evenings', startsOn: '2026-10-05' })).not.toHaveProperty(['endsOn.day'])
  })
})

describe('the form of a stage', () => {
  test.each<[Stage, object, object]>([
    ['do', { notes: 'Three came.' }, {}],
    ['do', { notes: '' }, { notes: 'Write down what happened' }],
    ['study', {}, { notes: 'Compare what happened with your prediction' }],
    ['act', { notes: 'It works.', decision: 'adopt' }, {}],
    ['act', { notes: '', decision: 'adopt' }, { notes: 'Give the reason for your decision' }],
    ['act', { notes: 'It works.' }, { decision: 'Select adopt, adapt or abandon' }],
    ['act', { notes: 'It works.', decision: 'celebrate' }, { decision: 'Select adopt, adapt or abandon' }],
  ])('%s takes %j', (stage, sent, said) => {
    expect(mistakesOf(stageForm(stage), sent)).toEqual(said)
  })
})
