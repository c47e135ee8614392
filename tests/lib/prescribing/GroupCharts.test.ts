import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test } from 'vitest'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import GroupCharts from '#lib/prescribing/GroupCharts.astro'
import { monthly } from '../charts/given.ts'

const measure = findMeasure('opioid_items_per_1000')
const practices = [
  ['Z98001', 'Amber Lane Surgery', [40, 44]],
  ['Z98002', 'Beacon Hill Practice', [50, 48]],
  ['Z98003', 'Chestnut Square Medical Centre', [45, 46]],
  ['Z98004', 'Dovetail Group Practice', [900, 60]],
] as const

async function rendered(address = '/x?measure=opioid_items_per_1000&page=2') {
  const container = await AstroContainer.create()
  const html = await container.renderToString(GroupCharts as never, {
    request: new Request(`http://localhost${address}`),
    props: {
      href: '/x',
      group: 'the cohort',
      measure,
      series: new Map([['opioid_items_per_1000', monthly([45, 46])]]),
      practices: practices.map(([code, name, values]) => ({ code, name, series: monthly(values) })),
    },
  })
  return html.replace(/\s+/g, ' ')
}

test('a practice that is far out is cut, and the page, its chart and its alternative text say so', async () => {
  const html = await rendered()
  expect(html).toContain('It ends below the highest figures of Dovetail Group Practice, so that')
  const words = '1 figure lies above this scale and is marked by an arrow: 900.0 (Oct 2023).'
  expect(html.split(words)).toHaveLength(3)
})

test('a scale of its own is one link away, on the same page of practices', async () => {
  expect(await rendered()).toContain(
    'href="/x?measure=opioid_items_per_1000&amp;page=2&amp;scale=own#practices"',
  )
  const own = await rendered('/x?measure=opioid_items_per_1000&scale=own')
  expect(own).not.toMatch(/above this scale|It ends below/)
  expect(own).toContain('>Show all on one scale</a>')
})
