import { describe, expect, test } from 'vitest'
import { type Known, suggestionsFrom, withSuggestions } from '#lib/case-studies/suggestions.ts'
import { readRunChart } from '#lib/charts/run-chart.ts'

const cycle: Known['cycles'][number] = {
  number: 1,
  title: 'A pop-up at the fourth issue',
  scale: 'one clinician',
  startsOn: '2026-10-05',
  endsOn: '2026-10-12',
  change: 'One GP sees a reminder.',
  prediction: 'Half of them plan a review.',
  stages: [
    { stage: 'do', notes: 'It appeared 12 times.' },
    { stage: 'study', notes: 'Fewer than predicted: 4 of 12.' },
  ],
  decision: 'adapt',
}
const measure: Known['measures'][number] = {
  title: 'Reviews planned',
  kind: 'process',
  source: 'typed',
  every: 'week',
  numeratorMeans: 'Reviews planned in the week',
  denominatorMeans: 'reviews due',
}
const chart: Known['charts'][number] = {
  ...readRunChart({
    title: 'reviews planned',
    unit: '%',
    decimals: 0,
    every: 'week',
    direction: 'higher',
    source: 'Counted by the team',
    points: ['2026-10-05', '2026-10-12', '2026-10-19'].map((period, at) => ({ period, value: 20 + at })),
  }),
}
const known: Known = {
  project: {
    practice: 'Amber Lane Surgery',
    focusArea: 'Starting well',
    problem: 'A third of short courses become long ones.',
    team: [
      { name: 'Ann Example', profession: 'GP', part: 'lead' },
      { name: 'Ben Sample', profession: 'prescribing pharmacist', part: 'member' },
    ],
  },
  aim: {
    change: 'Reviews planned',
    fromValue: 20,
    toValue: 80,
    unit: '%',
    byWhen: '2027-03-01',
    forWhom: 'everyone due',
  },
  cycles: [cycle],
  measures: [measure],
  charts: [chart],
}

describe('what a project offers its case study', () => {
  test('is its problem, aim, team, cycles and measures, each in its section', () => {
    expect(suggestionsFrom(known)).toEqual({
      setting: 'Amber Lane Surgery. Focus area: Starting well.',
      problem: 'A third of short courses become long ones.',
      aim: expect.stringContaining('80% by 1 March 2027'),
      people: 'Ann Example, GP (lead); Ben Sample, prescribing pharmacist',
      tests: [
        'Cycle 1: A pop-up at the fourth issue (5 October 2026 to 12 October 2026, one clinician)',
        'What we changed: One GP sees a reminder.',
        'What we predicted: Half of them plan a review.',
        'What happened: It appeared 12 times.',
        'Compared with the prediction: Fewer than predicted: 4 of 12.',
        'Decision: adapted.',
      ].join('\n'),
      measures:
        'Process measure: Reviews planned. Reviews planned in the week, out of reviews due. Every week, counted by the team.',
      results:
        'Reviews planned: figures for 3 weeks, from 5 Oct 2026 to 19 Oct 2026; median 21%. Too few points to judge: there are 2 useful points so far (1 week on the median does not count), and the rules need at least 10.',
    })
  })

  test('leaves out what there is nothing about', () => {
    const bare = {
      ...known,
      aim: undefined,
      cycles: [],
      measures: [],
      charts: [],
      project: { ...known.project, practice: null },
    }
    expect(Object.keys(suggestionsFrom(bare))).toEqual(['setting', 'problem', 'people'])
  })

  test('begins each sentence with a capital and ends it once, however it was typed', () => {
    const typed = {
      ...known,
      cycles: [{ ...cycle, change: 'one GP sees a reminder' }],
      measures: [
        { ...measure, title: 'reviews.', numeratorMeans: 'reviews done.', denominatorMeans: 'all due.' },
      ],
    }
    const said = suggestionsFrom(typed)
    expect(said['measures']).toBe(
      'Process measure: Reviews. Reviews done, out of all due. Every week, counted by the team.',
    )
    expect(said['tests']).toContain('What we changed: One GP sees a reminder.\n')
    expect(JSON.stringify(said)).not.toMatch(/\.\./)
  })

  test('says of an open cycle that nothing is decided, and never cuts one in half', () => {
    const open = { ...cycle, stages: [], decision: null }
    expect(suggestionsFrom({ ...known, cycles: [open] })['tests']).toMatch(
      /Half of them plan a review\.\nNot decided yet\.$/,
    )
    const long = { ...cycle, change: 'x'.repeat(3500) }
    const tests = suggestionsFrom({ ...known, cycles: [cycle, long, long] })['tests'] ?? ''
    expect(tests.match(/^Cycle/gm)).toHaveLength(2)
    expect(tests.length).toBeLessThanOrEqual(6000)
  })
})

test('a suggestion fills a ticked empty box and never replaces what was written', () => {
  const typed = { aim: '', tests: 'Ours.', problem: '' }
  const offered = { aim: 'The aim', tests: 'The cycles', problem: 'The problem' }
  expect(withSuggestions(typed, ['aim', 'tests', 'unknown'], offered)).toEqual({
    aim: 'The aim',
    tests: 'Ours.',
    problem: '',
  })
})
