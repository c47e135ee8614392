import { existsSync, statSync } from 'node:fs'
import { blankSheets } from '#lib/learning/blank-sheets.ts'
import { pdfSheet, svgSheet } from '#lib/learning/draw-sheet.ts'
import { routes } from '#lib/web/routes.ts'
import { checkedLinks, itemIds, type Reference, shelf, texts } from '../../support/content-files.ts'
import { readProjectFile, sourceFiles } from '../../support/source.ts'
import { describe, expect, test } from '../../support/test.ts'

const references = texts.flatMap(({ path, head }) => (head.references ?? []).map((one) => ({ path, ...one })))
const programme = texts.find(({ path }) => path.endsWith('opioid-stewardship/index.mdx'))
const linksIn = (body: string) =>
  [...body.matchAll(/\]\(([^)\s]+)\)|href="([^"]+)"/g)].map(([, inText, inTag]) => inText ?? inTag ?? '')
const links = texts.flatMap(({ path, body }) => linksIn(body).map((link) => ({ path, link })))
const outward = (link: string) => /^[a-z]+:/.test(link)

describe('links that leave the site', () => {
  const known = new Set([
    ...references.map(({ url }) => url),
    ...shelf.map(({ url }) => url),
    ...checkedLinks.map(({ url }) => url),
  ])

  test('are on a list with the day on which they were compared, or with why they were not', () => {
    expect(links.filter(({ link }) => outward(link) && !known.has(link))).toEqual([])
    const dateless = checkedLinks.filter(
      ({ checkedOn, unchecked }) => (checkedOn === undefined) === (unchecked === undefined),
    )
    expect(dateless).toEqual([])
    expect(references.length + shelf.length).toBeGreaterThan(200)
  })

  test('are https, without a name, a password or a tracking parameter', () => {
    const odd = [...known].filter((url) => url && !/^https:\/\/[a-z0-9.-]+\/[^?#@]*$/i.test(url))
    expect(odd).toEqual([])
  })

  test('describe the same source in the same way wherever it is cited', () => {
    const seen = new Map<string, Reference>()
    const differing: string[] = []
    for (const { path, id, title, publisher, published, url, checkedOn } of references) {
      const first = seen.get(url) ?? { id, title, publisher, published, url, checkedOn }
      seen.set(url, first)
      const same = first.id === id && first.title === title && first.publisher === publisher
      if (!same || first.published !== published || first.checkedOn !== checkedOn)
        differing.push(`${path}: ${id}`)
    }
    expect(differing).toEqual([])
    const shelfDiffers = shelf.filter(({ url, publisher, published }) => {
      const cited = url && seen.get(url)
      return cited && (cited.publisher !== publisher || cited.published !== published)
    })
    expect(shelfDiffers.map(({ path }) => path)).toEqual([])
  })
})

test('links within the site lead to a page, a text or a file that exists', () => {
  const content = new Set(texts.map(({ path }) => path.replace(/^src\/content|\.mdx$/g, '')))
  const leads = (link: string) => {
    const [path = ''] = link.split(/[?#]/)
    return path === '' || path in routes || content.has(path) || existsSync(`public${path}`)
  }
  expect(links.filter(({ link }) => !outward(link) && !leads(link))).toEqual([])
})

describe('a text', () => {
  test('cites every source that it lists, and lists every source that it cites', () => {
    const wrong = texts.flatMap(({ path, head, body }) => {
      if (!head.references) return []
      const cited = new Set([
        ...[...body.matchAll(/<Cite id="([^"]+)"|source: '([^']+)'/g)].map(
          (match) => match[1] ?? match[2] ?? '',
        ),
        ...(head.keyFacts ?? []).map(({ source }) => source),
        ...(head.mechanisms ?? []).flatMap((one) => (typeof one === 'string' ? [] : [one.source])),
      ])
      const listed = new Set(head.references.map(({ id }) => id))
      return [
        ...[...cited].filter((id) => !listed.has(id)).map((id) => `${path} does not list ${id}`),
        ...[...listed].filter((id) => !cited.has(id)).map((id) => `${path} never cites ${id}`),
      ]
    })
    expect(wrong).toEqual([])
  })

  test('is due for review after it was reviewed, and within a year', () => {
    const dated = texts.filter(({ head }) => head.reviewDueOn)
    expect(dated.length).toBeGreaterThanOrEqual(18)
    const wrong = dated.filter(({ head: { reviewedOn = '', reviewDueOn = '' } }) => {
      const days = (Date.parse(reviewDueOn) - Date.parse(reviewedOn)) / 86_400_000
      return !(days > 0 && days <= 366)
    })
    expect(wrong.map(({ path }) => path)).toEqual([])
  })

  test('and an entry of the shelf carry tags that the programme knows', () => {
    const idsOf = (list: (string | { id: string })[] = []) =>
      list.map((one) => (typeof one === 'string' ? one : one.id))
    const areas = idsOf(programme?.head.focusAreas)
    const mechanisms = idsOf(programme?.head.mechanisms)
    expect([areas.length, mechanisms.length]).toEqual([5, 6])
    const tagged = [...texts.map(({ path, head }) => ({ path, ...head })), ...shelf]
    const strange = tagged.flatMap(({ path, focusAreas, mechanisms: tags }) => [
      ...idsOf(focusAreas)
        .filter((id) => !areas.includes(id))
        .map((id) => `${path}: ${id}`),
      ...idsOf(tags)
        .filter((id) => !mechanisms.includes(id))
        .map((id) => `${path}: ${id}`),
    ])
    expect(strange).toEqual([])
  })

  test('of the toolkit names sessions that exist', () => {
    const sessions = texts.map(({ path }) =>
      path.replace(/^src\/content\/programmes\/|\.mdx$/g, '').replace(/\/sessions\/\d+-/, '/'),
    )
    const related = texts.flatMap(({ head }) => head.relatedSessions ?? [])
    expect(related.length).toBeGreaterThan(9)
    expect(related.filter((id) => !sessions.includes(id))).toEqual([])
  })
})

describe('the ids that answers refer to', () => {
  test('every section of a teaching text ends in a mark to come back to', () => {
    const taught = texts.filter(({ path }) => /sessions|toolkit/.test(path))
    const uneven = taught.filter(({ body }) => {
      const order = [...body.matchAll(/^(## |<ReadTo )/gm)].map(([found]) => found)
      return order.length === 0 || order.some((found, index) => (found === '## ') !== (index % 2 === 0))
    })
    expect(taught.length).toBeGreaterThan(15)
    expect(uneven.map(({ path }) => path)).toEqual([])
  })

  test('are each used once', () => {
    const ids = itemIds().map((line) => line.replace(/^\w+ /, ''))
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('stay: an id is added at the end of the list, and one that is taken out of a text is marked as removed', () => {
    const lines = readProjectFile('tests/lib/learning/item-ids.txt')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
    const present = lines.filter((line) => !/ removed \d{4}-\d\d-\d\d$/.test(line))
    expect([...itemIds()].sort()).toEqual([...present].sort())
  })
})

describe('a download', () => {
  const offered = texts.flatMap(({ head }) => head.downloads ?? [])

  test('is a file of the size and the format that the page says', () => {
    const sizeOf = (file: string) => {
      const bytes = statSync(`public${file}`).size
      return bytes < 1000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} kB`
    }
    expect(
      offered
        .filter(({ file, size }) => size !== sizeOf(file))
        .map(({ file }) => `${file} is ${sizeOf(file)}`),
    ).toEqual([])
    const endings: Record<string, string> = { PDF: '.pdf', SVG: '.svg', CSV: '.csv', 'plain text': '.txt' }
    expect(offered.filter(({ file, format }) => !file.endsWith(endings[format] ?? '?'))).toEqual([])
  })

  test('is offered for every file under public/toolkit', () => {
    const files = sourceFiles('public/toolkit', ['']).map(({ path }) => path.replace('public', ''))
    expect(files.length).toBeGreaterThanOrEqual(20)
    expect(files.filter((file) => !offered.some((one) => one.file === file))).toEqual([])
  })

  test.each(blankSheets)('$name is what bin/templates draws, as PDF and as SVG', async (sheet) => {
    expect(readProjectFile(`public/toolkit/${sheet.name}.svg`)).toBe(svgSheet(sheet))
    expect((await pdfSheet(sheet)).length).toBe(statSync(`public/toolkit/${sheet.name}.pdf`).size)
  })
})

test('what is written for patients is kept apart, tells nobody a dose, and says who to ask', () => {
  const forPatients = shelf.filter(({ audience }) => audience === 'patient')
  expect(forPatients.length).toBeGreaterThanOrEqual(5)
  expect(forPatients.filter(({ kind }) => ['guideline', 'evidence', 'dataset'].includes(kind))).toEqual([])
  expect(forPatients.filter(({ summary }) => /\d+ ?(mg|microgram)/.test(summary))).toEqual([])
  const reducing = forPatients.filter(({ id }) => id.includes('reducing'))
  expect(reducing.every(({ summary }) => summary.includes('Do not change your dose on your own'))).toBe(true)
})
