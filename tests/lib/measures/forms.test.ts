import { pointsForm, prescribingMeasureForm, typedMeasureForm } from '#lib/measures/forms.ts'
import { mistakesOf } from '../../support/mistakes.ts'
import { describe, expect, test } from '../../support/test.ts'

describe('the form of a measure that the team counts', () => {
  const form = typedMeasureForm('2026-11-22')
  const typed = {
    title: 'Patients with a plan',
    kind: 'process',
    every: 'week',
    valueKind: 'percentage',
    numeratorMeans: 'patients with a written plan',
    denominatorMeans: 'patients seen that week',
    unit: '',
    direction: 'higher',
    target: '80',
    startsOn: { day: '2', month: '11', year: '2026' },
  }

  test('a percentage says what it is out of and has its own unit', () => {
    expect(form.parse({ ...typed, unit: 'per 1,000' })).toEqual({
      ...typed,
      unit: '%',
      target: 80,
      startsOn: '2026-11-02',
    })
  })

  test('a count has a unit and nothing it is out of', () => {
    const count = form.parse({ ...typed, valueKind: 'count', unit: 'plans', target: '' })
    expect(count).toMatchObject({ valueKind: 'count', unit: 'plans', denominatorMeans: null, target: null })
  })

  test.each([
    [{ title: '' }, { title: 'Enter a title' }],
    [{ kind: 'result' }, { kind: 'Select outcome, process or balancing' }],
    [{ every: 'day' }, { every: 'Select every week or every month' }],
    [{ valueKind: 'rate' }, { valueKind: 'Select a count or a percentage' }],
    [{ numeratorMeans: '' }, { numeratorMeans: 'Say exactly what is counted' }],
    [{ denominatorMeans: ' ' }, { denominatorMeans: 'Say exactly what it is out of' }],
    [{ valueKind: 'count' }, { unit: 'Enter a unit, such as reviews' }],
    [{ direction: '' }, { direction: 'Select which way is better' }],
    [{ target: '120' }, { target: 'Target must be 100 or less' }],
    [{ target: 'most' }, { target: 'Target must be a number, like 12 or 3.5' }],
    [
      { startsOn: { day: '1', month: '1', year: '2019' } },
      { startsOn: expect.stringMatching(/^The day you start counting must be .* or later$/) },
    ],
    [
      { startsOn: { day: '1', month: '1', year: '2030' } },
      { startsOn: expect.stringMatching(/^The day you start counting must be .* or earlier$/) },
    ],
  ])('%# says what is wrong', (change, said) => {
    expect(mistakesOf(form, { ...typed, ...change })).toEqual(said)
  })
})

describe('the form of a prescribing measure', () => {
  const form = prescribingMeasureForm([
    { id: 'opioid_items_per_1000', unit: 'items per 1,000 patients' },
    { id: 'high_dose_share', unit: '% of opioid items' },
  ])

  test('takes one that is offered', () => {
    const typed = { prescribingMeasure: 'opioid_items_per_1000', kind: 'outcome', target: '' }
    expect(form.parse(typed)).toEqual({ ...typed, target: null })
  })

  test.each([
    [
      { prescribingMeasure: 'opioids', kind: 'outcome' },
      { prescribingMeasure: 'Select a prescribing measure' },
    ],
    [{ prescribingMeasure: 'opioid_items_per_1000' }, { kind: 'Select outcome, process or balancing' }],
    [
      { prescribingMeasure: 'high_dose_share', kind: 'outcome', target: '120' },
      { target: 'Target must be 100 or less' },
    ],
  ])('%# says what is wrong', (typed, said) => {
    expect(mistakesOf(form, typed)).toEqual(said)
  })
})

describe('the form of the grid', () => {
  const form = pointsForm({ every: 'week', valueKind: 'percentage' }, ['2026-11-02', '2026-11-09'])

  test('reads each line by its period, and lines that were not sent as empty', () => {
    expect(form.parse({ rows: { '2026-11-02': { numerator: '3', denominator: '12', note: '' } } })).toEqual({
      rows: {
        '2026-11-02': { figure: { numerator: 3, denominator: 12, note: null }, cleared: false, shown: '' },
        '2026-11-09': { figure: null, cleared: false, shown: '' },
      },
      reason: '',
    })
  })

  test('says which line is wrong, at the box that is', () => {
    expect(
      mistakesOf(form, {
        rows: {
          '2026-11-02': { numerator: '9', denominator: '3' },
          '2026-11-09': { numerator: 'x', denominator: '' },
        },
      }),
    ).toEqual({
      'rows.2026-11-02.numerator':
        'The number for week of 2 November 2026 must not be more than what it is out of',
      'rows.2026-11-09.numerator': 'Number for week of 9 November 2026 must be a number, like 12',
      'rows.2026-11-09.denominator': 'Enter what it is out of for week of 9 November 2026',
    })
  })

  test('takes no line of another period', () => {
    expect(
      Object.keys(mistakesOf(form, { rows: { '2025-01-06': { numerator: '1', denominator: '2' } } })),
    ).toEqual(['rows'])
  })

  test('takes nothing at all as nothing to save', () => {
    expect(form.safeParse({}).success).toBe(true)
  })
})
