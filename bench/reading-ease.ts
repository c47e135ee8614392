import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { sourceFiles } from '../tests/support/source.ts'
import { gradesOf, inSentences } from './reading-grades.ts'

/**
 * How hard our words are to read: Flesch–Kincaid and SMOG grades of headings, navigation, patient material and
 * running text, one JSON line each. Age is grade + 5, as usual. Headings and labels are fragments: each counts as a
 * sentence, which is not what the formulas were made for; SMOG is given from 30 sentences on.
 */
interface Sample {
  name: string
  sentences: string[]
}

/** Running text alone: no fields, parts, tables, figures or headings. */
const prose = (mdx: string) =>
  mdx
    .replace(/^---[\s\S]*?\n---/, '')
    .replace(/^\s*[|#>].*$/gm, '')
    .replace(/<[A-Z]\w+\s[^>]*?(?:\{[\s\S]*?\})?\s*\/>/g, '')
    .replace(/choices=\{\[[\s\S]*?\]\}/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/^\s*(?:[-*]|\d+\.)\s+/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .split(/\n{2,}|\n(?=[-*\d])/)
    .flatMap((block) => inSentences(block.replace(/\s+/g, ' ').replace(/[*_`]/g, '')))

const files = (folder: string, ending: string) => sourceFiles(folder, [ending]).map(({ text }) => text)
const headings = (folder: string) =>
  files(folder, '.mdx').flatMap((text) => [...text.matchAll(/^#{2,4} (.+)$/gm)].map(([, line = '']) => line))
const labels = [...readFileSync('src/lib/web/navigation.ts', 'utf8').matchAll(/label: '([^']+)'/g)].map(
  ([, label = '']) => label,
)
const leaflets = files('src/content/resources', '.yaml')
  .map((text) => parse(text))
  .filter(({ audience }) => audience === 'patient')

const samples: Sample[] = [
  { name: 'headings of all texts', sentences: headings('src/content') },
  { name: 'navigation', sentences: [...new Set(labels)] },
  {
    name: 'patient entries of the shelf',
    sentences: leaflets.flatMap(({ summary }) => inSentences(summary)),
  },
  { name: 'help', sentences: files('src/content/help', '.mdx').flatMap(prose) },
  { name: 'legal pages', sentences: files('src/content/legal', '.mdx').flatMap(prose) },
  { name: 'toolkit', sentences: files('src/content/toolkit', '.mdx').flatMap(prose) },
  { name: 'masterclasses and sessions', sentences: files('src/content/programmes', '.mdx').flatMap(prose) },
]

const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(1)))
for (const { name, sentences } of samples) {
  const { words: count, sentences: lines, kincaid, smog } = gradesOf(sentences)
  const age = { fleschKincaid: rounded(kincaid + 5), smog: rounded(smog === null ? null : smog + 5) }
  process.stdout.write(
    `${JSON.stringify({ name, words: count, sentences: lines, fleschKincaidGrade: rounded(kincaid), smogGrade: rounded(smog), readingAge: age })}\n`,
  )
}
