import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { noDecisions } from '#lib/charts/decisions.ts'
import { guideOf } from '#lib/charts/guide.ts'
import { legendOf, signsOf } from '#lib/charts/legend.ts'
import { readChart } from '#lib/charts/read-chart.ts'
import type { Annotation } from '#lib/charts/series.ts'
import { type View, views } from '#lib/charts/views.ts'
import { monthly, signs } from './given.ts'

const stepDown = monthly(signs('++++++++.++++0------------'), { target: 45 })
const annotations: Annotation[] = [
  { letter: 'A', label: 'Letter', from: '2024-03-04', to: '2024-04-20', kind: 'cycle' },
  { letter: '1', label: 'Merger', from: '2024-06-03', kind: 'event' },
]
const legend = (view: View, ...rest: unknown[]) =>
  legendOf(readChart(view, stepDown, ...(rest as [Annotation[]]))).join(' ')

describe('the signs of a chart', () => {
  test('of a run chart that signals: dots, the long run, the dashed median, target, gap, bands and events', () => {
    expect(legend('run', annotations)).toBe(
      'Dots: the figure of one month each. Diamonds: the long run, longer than chance would give. ' +
        'Open dots: on the median, not counted. Dashed line: the median. Half of the figures it is made from lie above it, half below. ' +
        'It is dashed where there is a sign of change. Dotted line: the target. A gap in the line: no figure. ' +
        'Shaded bands: a PDSA cycle, by its letter. Round letters: events, by their dates.',
    )
  })

  test('of one that does not: an unbroken median and nothing that is not there', () => {
    const words = legendOf(readChart('run', monthly(signs('++--++--++--'))))
    expect(words).toEqual([
      'Dots: the figure of one month each.',
      'Unbroken line: the median. Half of the figures it is made from lie above it, half below.',
    ])
  })

  test('with limits says what the limits are', () => {
    expect(legend('limits')).toContain('the limits. As long as nothing changes')
    expect(legend('limits')).toContain('the centre line, which is the mean.')
  })

  test('of the NHS view speaks of special and common cause', () => {
    const values = Array.from({ length: 24 }, (_, at) => (at < 16 ? 50 : 44) + (at % 3))
    const words = legendOf(readChart('nhs', monthly(values))).join(' ')
    expect(words).toContain('Diamonds: special cause, improvement.')
    expect(words).not.toContain('long run')
  })

  test('names phases, and points that were left out', () => {
    const decisions = {
      ...noDecisions,
      phases: [{ from: '2024-11-01', reason: 'x', by: 'y', on: '2024-11-01' }],
      excluded: [{ period: '2024-01-01', reason: 'flood' }],
    }
    const words = legendOf(readChart('run', stepDown, [], decisions)).join(' ')
    expect(words).toContain('Dotted upright line: a new phase begins, with a median of its own.')
    expect(words).toContain('Crosses: left out of every calculation. Why is said below.')
  })

  test('are none where there are no figures', () => {
    expect(signsOf(readChart('run', monthly([])))).toEqual([])
  })

  test.each(views)('every marker and every line of the %s view is explained', (view) => {
    const reading = readChart(view, stepDown, annotations)
    const explained = signsOf(reading).map(({ mark }) => ('marker' in mark ? mark.marker : mark.kind))
    for (const { marker } of reading.points) expect(explained).toContain(marker)
    if (reading.lines.length > 0) expect(explained).toContain('line')
  })
})

describe('how to read a view', () => {
  test.each([
    { view: 'run' as const, page: '/help/reading-a-run-chart' },
    { view: 'limits' as const, page: '/help/reading-a-chart-with-limits' },
    { view: 'nhs' as const, page: '/help/reading-the-nhs-view' },
    { view: 'seasonal' as const, page: '/help/reading-a-run-chart' },
  ])('$view leads to $page', ({ view, page }) => {
    const { pages, paragraphs } = guideOf(view, 'week')
    expect(pages[0]?.href).toBe(page)
    expect(paragraphs.join(' ')).toContain('each dot is the figure of one week')
  })

  test('leads only to help pages that there are', () => {
    const there = readdirSync('src/content/help').map((name) => `/help/${name.replace('.mdx', '')}`)
    for (const view of views) {
      for (const { href } of guideOf(view, 'month').pages) expect(there).toContain(href)
    }
  })
})
