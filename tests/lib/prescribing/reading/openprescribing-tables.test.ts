import { measures } from '#lib/prescribing/definitions/measures.ts'
import { describe, expect, test } from '../../../support/test.ts'
import { analyse, api, codes, errors, HIGH, ITEMS, OME, SHARE, spending, value } from '../downloads.ts'
import { reading } from '../files.ts'

describe('the measures of the API', () => {
  const of = (id: string, month: string, rest = '12.0,8.001,1.4998125234345708,50') =>
    `${id},practice,Z98001,X,${month}-01,${rest}`

  test('name themselves, and no one needs to be asked', async () => {
    const read = await reading(api(of('opioidome', '2026-08'), of('opioidper1000', '2026-08')))
    expect([codes(read), read.figures?.rows]).toEqual([
      [],
      [
        value('2026-08', 12, 8.001, 'opioid_ome_per_1000'),
        value('2026-08', 12, 8.001, 'high_dose_items_per_1000'),
      ],
    ])
  })

  test('have a name there for each that is measured as OpenPrescribing does', async () => {
    const named = measures.flatMap(({ id, openPrescribing }) =>
      openPrescribing ? [[id, openPrescribing] as const] : [],
    )
    expect(named.length).toBeGreaterThan(9)
    for (const [id, openPrescribing] of named) {
      const read = await reading(api(of(openPrescribing, '2026-08')))
      expect(read.figures?.rows).toMatchObject([{ measure: id }])
    }
  })

  test('say nothing where a numerator is empty, and zero where it is 0', async () => {
    const read = await reading(
      api(of('opioidome', '2026-08', ',8.001,,'), of('opioidome', '2026-07', '0.0,8.001,0.0,0.0')),
    )
    expect(read.figures?.rows).toEqual([value('2026-07', 0, 8.001, 'opioid_ome_per_1000')])
  })

  test('that are not shown here are left out, and refused when nothing else is there', async () => {
    const some = await reading(api(of('opioidome', '2026-08'), of('ktt9_antibiotics', '2026-08')))
    expect([some.rowsUsed, codes(some)]).toEqual([1, ['warning unknown_measure']])
    expect(errors(await reading(api(of('ktt9_antibiotics', '2026-08'))))[0]).toEqual([
      'unknown_measure',
      null,
    ])
  })

  test.each([
    ['a practice in capitals', 'Practice,Z98001', []],
    ['a practice without a code', 'practice,', ['bad_practice_code']],
    ['an area without a code', 'ccg,', ['bad_practice_code']],
  ])('of %s are what they are', async (_, organisation, expected) => {
    const read = await reading(api(of('opioidome', '2026-08').replace('practice,Z98001', organisation)))
    expect(read.problems.map(({ code }) => code)).toEqual(expected)
  })

  test.each(['ccg', 'pcn', 'stp', 'regional_team'])('of a %s are refused', async (organisation) => {
    const read = await reading(
      api(of('opioidome', '2026-08').replace('practice,Z98001', `${organisation},99Z`)),
    )
    expect(read.problems).toMatchObject([
      { code: 'not_practices', line: 2, message: expect.stringContaining('not for a practice') },
    ])
  })

  test('from before the threshold moved are a question, never joined to those of now', async () => {
    const old = api(
      of('opioidper1000', '2025-07'),
      of('opioidspercent', '2025-07', '2.0,16.0,0.125,'),
      of('opioidome', '2025-07'),
    )
    const asked = await reading(old)
    expect([asked.figures, codes(asked)]).toMatchObject([
      { isUndecided: true },
      ['warning threshold_not_named'],
    ])
    const measuresOf = (read: Awaited<ReturnType<typeof reading>>) =>
      read.figures?.rows.map((row) => 'measure' in row && row.measure)
    const at120 = await reading(old, { measure: 'high_dose_120_percent' })
    expect([at120.figures, measuresOf(at120)]).toMatchObject([
      { isUndecided: false },
      ['high_dose_120_items_per_1000', 'high_dose_120_percent', 'opioid_ome_per_1000'],
    ])
    const at90 = await reading(old, HIGH)
    expect(measuresOf(at90)).toEqual(['high_dose_items_per_1000', 'high_dose_percent', 'opioid_ome_per_1000'])
  })
})

describe('spending by practice', () => {
  const of = (month: string, items: number, practice = 'Z98001') =>
    `${items * 2.5},99Z,${month}-01,${items},${items * 90}.0,${practice},X,4`

  test('gives items or cost, whichever the measure counts, and no patients', async () => {
    expect((await reading(spending(of('2026-08', 12)), ITEMS)).figures?.rows).toEqual([
      value('2026-08', 12, null, 'opioid_items_per_1000'),
    ])
    const cost = await reading(spending(of('2026-08', 12)), { measure: 'coproxamol_cost_per_1000' })
    expect(cost.figures?.rows).toEqual([value('2026-08', 30, null, 'coproxamol_cost_per_1000')])
  })

  test.each([
    ['doses', OME],
    ['a share of other items', SHARE],
  ])('cannot be a measure of %s', async (_, measure) => {
    const read = await reading(spending(of('2026-08', 12)), measure)
    expect(read.problems).toMatchObject([{ level: 'error', code: 'measure_not_held' }])
  })

  test('of few items counts the months it leaves out as zero, between the first and the last of each practice', async () => {
    const read = await reading(
      spending(of('2026-04', 2), of('2026-07', 1), of('2026-08', 3, 'Z98002')),
      ITEMS,
    )
    const zeros = read.figures?.rows.filter((row) => 'numerator' in row && row.numerator === 0)
    expect(zeros).toEqual([
      value('2026-05', 0, null, 'opioid_items_per_1000'),
      value('2026-06', 0, null, 'opioid_items_per_1000'),
    ])
    expect([read.rowsUsed, codes(read)]).toEqual([3, ['note zeros']])
  })

  test('of many items has a gap where a month is left out', async () => {
    const read = await reading(spending(of('2026-06', 300), of('2026-08', 310)), ITEMS)
    expect([read.figures?.rows.length, codes(read)]).toEqual([2, ['warning absent_months']])
  })

  test('is a question without a measure', async () => {
    const read = await reading(spending(of('2026-08', 12)))
    expect([read.figures, codes(read)]).toMatchObject([{ isUndecided: true }, ['warning measure_not_named']])
  })
})

describe('the page Analyse', () => {
  test('gives items and patients, and “undefined” where it knows none', async () => {
    const read = await reading(
      analyse(
        '2026-08-01,Z98001,"AMBER LANE",12,30.5,8001',
        '2026-07-01,Z98001,"AMBER LANE",11,30.5,undefined',
      ),
      ITEMS,
    )
    expect(read.figures?.rows).toEqual([
      value('2026-08', 12, 8.001, 'opioid_items_per_1000'),
      value('2026-07', 11, null, 'opioid_items_per_1000'),
    ])
  })

  test('quotes names without escaping them, and the figures after them are found all the same', async () => {
    const names = [
      'THE "OLD" SURGERY',
      'THE "OLD", IN THE LANE',
      '5" HOUSE',
      'ST ANNE\'S, THE "OLD", PRACTICE',
    ]
    for (const name of names) {
      const read = await reading(analyse(`2026-08-01,Z98001,"${name}",12,30.5,8001`), ITEMS)
      expect([name, read.figures?.rows]).toEqual([
        name,
        [value('2026-08', 12, 8.001, 'opioid_items_per_1000')],
      ])
    }
  })

  test('may compare items with items, which is a share of them', async () => {
    const text =
      'date,id,name,y_items,y_actual_cost,x_items,x_actual_cost\n2026-08-01,Z98001,"X",12,30,48,90\n'
    expect((await reading(text, SHARE)).figures?.rows).toEqual([
      value('2026-08', 12, 48, 'high_dose_percent'),
    ])
    expect(errors(await reading(text, { measure: 'morphine_10mg5ml_over_300ml_percent' }))[0]?.[0]).toBe(
      'measure_not_held',
    )
  })
})

describe('the list sizes of org_details', () => {
  const lists = (...rows: string[]) =>
    ['date,row_id,row_name,total_list_size,star_pu.oral', ...rows, ''].join('\n')

  test('are list sizes, and a practice without one is left out', async () => {
    const read = await reading(
      lists('2026-08-01,Z98001,X,8001,1.5', '2026-08-01,Z98002,Y,,1.5', '2026-07-01,Z98001,X,7990.0,1'),
    )
    expect(read).toMatchObject({ kind: 'openprescribing', months: ['2026-07', '2026-08'], practices: 1 })
    expect(read.figures).toMatchObject({
      kind: 'list',
      rows: [
        { practiceCode: 'Z98001', month: '2026-08', patients: 8001 },
        { practiceCode: 'Z98001', month: '2026-07', patients: 7990 },
      ],
    })
    expect(codes(read)).toEqual(['note no_list', 'note list_of_openprescribing'])
  })

  test.each([
    ['a part of a patient', '2026-08-01,Z98001,X,8001.5,', 'bad_list_size'],
    ['fewer than none', '2026-08-01,Z98001,X,-5,', 'negative_figure'],
    ['a sub-ICB location', '2026-08-01,99Z,X,412500,', 'not_practices'],
    ['too few cells', '2026-08-01,Z98001,X', 'ragged_row'],
  ])('with %s are refused', async (_, row, code) => {
    expect(errors(await reading(lists(row)))).toContainEqual([code, 2])
  })
})
