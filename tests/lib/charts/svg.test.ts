import { describe, expect, test } from 'vitest'
import { readRunChart } from '#lib/charts/run-chart.ts'
import { escaped, pointLinksOf, svgOf } from '#lib/charts/svg.ts'
import { svgFileOf } from '#lib/charts/svg-file.ts'
import { monthly, signs } from './given.ts'

const stepDown = monthly(signs('++++++++.++++-----0-------'))
const cycle = { letter: 'A', label: 'Letter', from: '2024-03-04', to: '2024-04-20', kind: 'cycle' as const }
const draw = (series = stepDown, annotations = [cycle]) =>
  svgOf(readRunChart(series, annotations), 'wide', 'chart')
const count = (svg: string, part: RegExp) => svg.match(part)?.length ?? 0

describe('the picture', () => {
  test('has no style attribute, style sheet or script, which the content security policy forbids', () => {
    expect(draw()).not.toMatch(/style=|<style|<script|\son\w+=/)
  })

  test('is named and described for those who do not see it', () => {
    const svg = draw()
    expect(svg).toContain('role="img"')
    expect(svg).toContain('aria-labelledby="chart-wide-title chart-wide-desc"')
    expect(svg).toContain('<title id="chart-wide-title">Run chart: Opioid items</title>')
    expect(svg).toContain(readRunChart(stepDown).sentence)
  })

  test('has a marker with its figure for every point that is not missing', () => {
    const svg = draw()
    expect(count(svg, /<g><title>/g)).toBe(25)
    expect(svg).toContain('<g><title>Oct 2023: 52.0</title>')
    expect(count(svg, /class="chart-fill-paper chart-stroke-line"/g)).toBe(1)
  })

  test('tells signals by shape as well as by colour', () => {
    expect(count(draw(), /<path d="M[^"]+z" class="chart-fill-signal"/g)).toBe(
      readRunChart(stepDown).longestRun,
    )
  })

  test('breaks its line at a missing month', () => {
    const line = draw().match(/<path d="([^"]+)" fill="none"/)?.[1] ?? ''
    expect(count(line, /M/g)).toBe(2)
  })

  test('names median, target and letters', () => {
    const svg = draw({ ...stepDown, target: 40 })
    for (const word of ['Median', '50.0', 'Target', '40.0', '>A<']) expect(svg).toContain(word)
  })

  test('says when its axis does not start at 0', () => {
    expect(draw()).toContain('(the axis starts at 47, not 0)')
    expect(draw(monthly([10, 50]))).not.toContain('axis starts')
  })

  test('has no broken number in it, whatever the series', () => {
    for (const values of [[], [null], [5], [0, 0, 0], [1e9, 1], [-5, 5], [100, 100, 99]]) {
      for (const size of ['narrow', 'wide'] as const) {
        expect(svgOf(readRunChart(monthly(values), [cycle]), size, 'x')).not.toMatch(
          /NaN|Infinity|undefined|null/,
        )
      }
    }
  })

  test('text from people cannot become markup', () => {
    const svg = draw({ ...stepDown, title: '<script>alert(1)</script>', unit: '"><img>' }, [
      { ...cycle, letter: '<b>' },
    ])
    expect(svg).not.toMatch(/<script|<img|<b>/)
    expect(escaped(`<a href="x">&'`)).toBe('&#60;a href=&#34;x&#34;&#62;&#38;&#39;')
  })
})

describe('the links of the figures', () => {
  const traced = {
    ...stepDown,
    points: stepDown.points.map((point, at) => ({ ...point, href: `/figures/${at}?a=1&b=2` })),
  }
  const links = pointLinksOf(readRunChart(traced), 'wide')

  test('are one for each figure that is drawn, at its place', () => {
    expect(count(links, /<a href="\/figures\/\d+\?a=1&#38;b=2"/g)).toBe(25)
    expect(links).not.toContain('/figures/8?')
    const [, x, y] = /<circle cx="([\d.]+)" cy="([\d.]+)"/.exec(links) ?? []
    expect(draw(traced, [])).toContain(`d="M${x} ${y}L`)
    expect(links).toContain('<title>Oct 2023: 52.0. Where it comes from</title>')
  })

  test('are no stop of the Tab key and are not read aloud: the table says the same', () => {
    expect(links).toMatch(/^<svg [^>]*aria-hidden="true"/)
    expect(count(links, /<a /g)).toBe(count(links, /<a [^>]*tabindex="-1"/g))
  })

  test('lie over the picture and are no part of it, so that a file of it has none', () => {
    expect(links.match(/viewBox="[^"]+"/)?.[0]).toBe(draw(traced, []).match(/viewBox="[^"]+"/)?.[0])
    expect(svgFileOf(readRunChart(traced), '')).not.toContain('<a ')
  })

  test('are not there where no figure has a page', () => {
    expect(pointLinksOf(readRunChart(stepDown), 'narrow')).toBe('')
    expect(pointLinksOf(readRunChart({ ...traced, points: [] }), 'narrow')).toBe('')
  })
})
