import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { describe, expect, test } from 'vitest'
import InteractiveRunChart from '#lib/charts/InteractiveRunChart.astro'
import RunChart from '#lib/charts/RunChart.astro'
import { readRunChart } from '#lib/charts/run-chart.ts'
import SmallRunChart from '#lib/charts/SmallRunChart.astro'
import type { Annotation } from '#lib/charts/series.ts'
import { monthly, signs } from './given.ts'

const stepDown = monthly(signs('++++++++.++++------------'))
const annotations: Annotation[] = [
  {
    letter: 'A',
    label: 'Letter to <20 patients',
    from: '2024-03-04',
    to: '2024-04-20',
    kind: 'cycle',
    href: '/cycles/1',
  },
  { letter: '1', label: 'Pharmacist joined', from: '2024-06-03', kind: 'event' },
]

async function rendered(component: unknown, given: object): Promise<string> {
  const container = await AstroContainer.create()
  const page = component as Parameters<typeof container.renderToString>[0]
  return container.renderToString(page, { props: { id: 'chart', series: stepDown, annotations, ...given } })
}

test('a small chart draws and says what the full one does, whatever was decided', async () => {
  const decisions = {
    baselineUntil: '2024-03-01',
    phases: [{ from: '2024-11-01', reason: 'New template', by: 'Ann Example', on: '2024-12-01' }],
    excluded: [{ period: '2024-01-01', reason: 'flood' }],
    targets: [
      { from: '2023-10-01', value: 45 },
      { from: '2025-01-01', value: 40 },
    ],
  }
  const drawn = (html: string) => /<svg[^>]*chart-narrow.*?<\/svg>/s.exec(html)?.[0]
  const full = await rendered(RunChart, { decisions })
  const small = await rendered(SmallRunChart, { decisions })
  expect(drawn(small)).toBeDefined()
  expect(drawn(small)).toBe(drawn(full))
  const { fact, sentence, decided } = readRunChart(stepDown, annotations, decisions)
  expect(decided).toHaveLength(4)
  for (const words of [fact, sentence, ...decided]) {
    expect(full).toContain(words)
    expect(small).toContain(words)
  }
})

describe('a run chart on a page', () => {
  test('says the fact first, then what it shows and which direction is better', async () => {
    const html = await rendered(RunChart, {})
    const { fact, sentence } = readRunChart(stepDown)
    expect(html.indexOf(fact)).toBeGreaterThan(0)
    expect(html.indexOf(fact)).toBeLessThan(html.indexOf(sentence))
    expect(html.indexOf(sentence)).toBeLessThan(html.indexOf('<svg'))
    expect(html).toContain('Lower is better.')
  })

  test('is drawn narrow and wide, without script or inline style', async () => {
    const html = await rendered(RunChart, {})
    expect(html).toContain('chart-narrow')
    expect(html).toContain('chart-wide')
    expect(html).not.toMatch(/<script|\sstyle=/)
  })

  test('explains its letters with links and dates', async () => {
    const html = await rendered(RunChart, {})
    expect(html).toContain('<a href="/cycles/1">Letter to &lt;20 patients</a>')
    expect(html).toContain('4 March 2024 to 20 April 2024')
  })

  test('has the same facts as a table', async () => {
    const html = await rendered(RunChart, {})
    expect(html.match(/<tr class="nhsuk-table__row"/g)).toHaveLength(25)
    expect(html).toContain('No figure')
    expect(html).toContain('One of 12 months in a row below the median; up to 8 would be chance')
  })

  test('names rule set, median, source and how far the data go', async () => {
    const html = await rendered(RunChart, {})
    for (const words of [
      'Anhøj rules (2014)',
      'median of all points, 50.0 items',
      'NHSBSA',
      'Data to October 2025',
    ]) {
      expect(html.includes(words), words).toBe(true)
    }
  })

  test('shows numerators and denominators where there are any', async () => {
    expect(await rendered(RunChart, {})).not.toContain('Numerator')
    const points = [{ period: '2025-01-01', value: 5, numerator: 50, denominator: 10_000 }]
    expect(await rendered(RunChart, { series: { ...stepDown, points } })).toContain('10,000')
  })

  test('says how it is read, and leads to the guide to its view', async () => {
    const html = await rendered(RunChart, { view: 'limits' })
    expect(html).toContain('How to read this chart')
    expect(html).toContain('href="/help/reading-a-chart-with-limits"')
    expect(html).toContain('aria-label="Signs on the chart"')
    expect(await rendered(RunChart, { guide: false })).not.toContain('How to read this chart')
  })

  test('has a caption that reads as words where the unit is a sign', async () => {
    const html = await rendered(RunChart, { series: { ...stepDown, unit: '% of reviews' } })
    expect(html).toContain('Opioid items, per cent of reviews</caption>')
  })

  test('without figures still says what will be here', async () => {
    const html = await rendered(RunChart, { series: monthly([]) })
    expect(html).toContain('The chart begins with the first one.')
    expect(html).not.toMatch(/<table|chart-fact/)
  })

  test('that is interactive ships its reading, which cannot end its script', async () => {
    const series = { ...stepDown, title: 'A </script> of sorts' }
    const html = await rendered(InteractiveRunChart, { series })
    const json = /<script type="application\/json">(.*?)<\/script>/s.exec(html)?.[1] ?? ''
    expect(JSON.parse(json)).toMatchObject({ title: series.title, finding: 'signal' })
  })
})

test('a small run chart has its fact, its picture, its sentence and the name of its rules', async () => {
  const html = await rendered(SmallRunChart, {})
  expect(html.match(/<svg/g)).toHaveLength(1)
  expect(html.indexOf(readRunChart(stepDown).fact)).toBeLessThan(html.indexOf('<svg'))
  expect(html.includes(readRunChart(stepDown).sentence)).toBe(true)
  expect(html).toContain('Anhøj rules (2014)')
})

test('columns of the table that hold words are as wide as words need', async () => {
  const periods = new Map(
    stepDown.points.map(({ period }) => [period, { deciles: [1, 2, 3, 4, 5, 6, 7, 8, 9], count: 41 }]),
  )
  const comparison = { of: 'practices of NHS Invented ICB – 98Z', periods }
  const html = await rendered(RunChart, { comparison })
  expect(html).toMatch(
    /<th scope="col" class="[^"]*chart-long-heading">Median of practices of NHS Invented ICB/,
  )
  expect(html).toMatch(/<th scope="col" class="nhsuk-table__header--numeric">10th percentile/)
  expect(html).toMatch(/class="chart-long-heading">On the chart/)
})

test('the first chart of many can be drawn wide too, where there is room', async () => {
  const html = await rendered(SmallRunChart, { wide: true })
  expect(html.match(/<svg[^>]*chart-(narrow|wide)/g)).toHaveLength(2)
  expect(html).toContain('chart-small--wide')
})
