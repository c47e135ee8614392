import { describe, expect, test } from 'vitest'
import { nounOf, readProjectFile, sourceFiles } from '../support/source.ts'

const ours = [
  ...sourceFiles('src', ['.ts', '.astro', '.scss', '.css']),
  ...sourceFiles('db'),
  ...sourceFiles('tests'),
]
const LONGEST = 250

describe('the shape of the house', () => {
  test(`no file is longer than ${LONGEST} lines`, () => {
    const tooLong = ours
      .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
      .filter(({ lines }) => lines > LONGEST)
    expect(tooLong).toEqual([])
  })

  test('there is no drawer for things without a name', () => {
    const drawers = ours.filter(({ path }) =>
      /(utils?|helpers?|services?|managers?|common|misc)(\/|\.[a-z]+$)/i.test(path),
    )
    expect(drawers.map(({ path }) => path)).toEqual([])
  })

  test('no file only hands on what others export', () => {
    const barrels = ours.filter(({ text }) => /^export \* from/m.test(text))
    expect(barrels.map(({ path }) => path)).toEqual([])
  })

  test('every domain says in at most 20 lines what it is', () => {
    const nouns = new Set(
      sourceFiles('src/lib')
        .map(({ path }) => nounOf(path))
        .filter((noun) => noun !== undefined),
    )
    const readmes = [...nouns].map((noun) => {
      try {
        return { noun, lines: readProjectFile(`src/lib/${noun}/README.md`).trim().split('\n').length }
      } catch {
        return { noun, lines: 0 }
      }
    })
    expect(readmes.filter(({ lines }) => lines === 0 || lines > 20)).toEqual([])
  })

  test('the map names every page and every domain', () => {
    const map = readProjectFile('docs/where-things-live.md')
    const nouns = [
      ...new Set(
        sourceFiles('src/lib')
          .map(({ path }) => nounOf(path))
          .filter((noun) => noun !== undefined),
      ),
    ]
    const pages = sourceFiles('src/pages').map(({ path }) =>
      path.replace('src/pages/', '').replace(/\.(astro|ts)$/, ''),
    )
    expect(nouns.filter((noun) => !map.includes(`\`${noun}/\``))).toEqual([])
    expect(pages.filter((page) => !map.includes(`\`${page}\``))).toEqual([])
  })

  test('pages carry no inline script or style', () => {
    const inline = ours.filter(
      ({ path, text }) => path.endsWith('.astro') && /is:inline|<style|\sstyle=|\son[a-z]+="/.test(text),
    )
    expect(inline.map(({ path }) => path)).toEqual([])
  })

  test('HTML is written as text only where the chart engine drew it', () => {
    const raw = ours
      .filter(({ path, text }) => path.startsWith('src/') && /set:html/.test(text))
      .map(({ path }) => path)
    expect(raw.filter((path) => !path.startsWith('src/lib/charts/'))).toEqual([])
  })
})
