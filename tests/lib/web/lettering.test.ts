import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { create } from 'fontkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fontOf } from '#lib/certificates/fonts.ts'
import { captionOf } from '#lib/charts/chart-file.ts'
import { readChart } from '#lib/charts/read-chart.ts'
import { svgFileOf } from '#lib/charts/svg-file.ts'
import { views } from '#lib/charts/views.ts'
import { outlined } from '#lib/web/lettering.ts'
import { monthly } from '../charts/given.ts'

const values = Array.from({ length: 24 }, (_, at) => (at < 16 ? 50 : 44) + (at % 3))
const rated = {
  ...monthly([], { title: 'Łukasz’s “σz” × 1,000 – Dŵr' }),
  points: values.map((value, at) => ({
    period: monthly(values).points[at]?.period ?? '',
    value: (value / 9) * 1000,
    numerator: value * 10,
    denominator: 90,
  })),
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-no-fonts-'))
  writeFileSync(join(folder, 'fonts.conf'), '<?xml version="1.0"?><fontconfig></fontconfig>')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The pixels of a picture, by a machine with its own typefaces or with none: a digest, and how many are dark. */
function pixelsOf(svg: string, typefaces: 'its own' | 'none') {
  const script = `
    import sharp from 'sharp'
    import { createHash } from 'node:crypto'
    import { buffer } from 'node:stream/consumers'
    const data = await sharp(await buffer(process.stdin)).greyscale().raw().toBuffer()
    const dark = data.filter((value) => value < 128).length
    console.log(JSON.stringify({ dark, digest: createHash('sha256').update(data).digest('hex') }))`
  const without = { FONTCONFIG_FILE: join(folder, 'fonts.conf'), HOME: folder, XDG_CACHE_HOME: folder }
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    input: svg,
    encoding: 'utf8',
    env: { ...process.env, ...(typefaces === 'none' && without) },
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as { dark: number; digest: string }
}

const page = (mark: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40"><rect width="300" height="40" fill="#fff"/>${mark}</svg>`
const line = { words: 'Median 46.5', x: 150, y: 28, anchor: 'middle', strong: false, size: 24 } as const

describe('the words of a PNG', () => {
  test('are the same on a machine without any typeface', () => {
    const bare = pixelsOf(page(outlined(line)), 'none')
    expect(bare.dark).toBeGreaterThan(300)
    expect(bare).toEqual(pixelsOf(page(outlined(line)), 'its own'))
    expect(bare.digest).not.toBe(pixelsOf(page(outlined({ ...line, words: 'Median 46.6' })), 'none').digest)
  })

  test('are all outlines, of every view', () => {
    for (const view of views) {
      const svg = svgFileOf(readChart(view, rated), 'What is counted', outlined)
      expect(svg).not.toContain('<text')
      expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    }
    expect(svgFileOf(readChart('run', rated), '')).toContain('<text')
  })

  test('stand where their anchor says', () => {
    const first = (anchor: 'start' | 'middle' | 'end') =>
      Number(
        /scale\([^)]*\)"><path transform="translate\((-?[\d.]+)/.exec(outlined({ ...line, anchor }))?.[1],
      )
    expect(first('start')).toBe(0)
    expect(first('end')).toBeLessThan(first('middle'))
    expect(first('end')).toBeCloseTo(2 * first('middle'))
  })

  test('lose no character that a chart says of itself', () => {
    const said = views.flatMap((view) => {
      const reading = readChart(view, rated)
      return [reading.title, ...captionOf(reading, 'What is counted')]
    })
    for (const face of ['regular', 'bold'] as const) {
      const font = create(fontOf(face))
      const lost = [...new Set(said.join(''))].filter(
        (letter) => !font.hasGlyphForCodePoint(letter.codePointAt(0) ?? 0),
      )
      expect(lost).toEqual([])
    }
  })
})
