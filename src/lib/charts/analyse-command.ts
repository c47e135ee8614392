import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { charts, csvAnalysis, ruleNames } from './csv-analysis.ts'
import { seriesFromCsv } from './csv-rows.ts'
import { analysed } from './reference/analysed.ts'
import type { Case } from './reference/cases.ts'

const USAGE = `bin/analyse-series < cases.json > results.json
bin/analyse-series --csv [--chart ${charts.join('|')}] [--rules ${ruleNames.join('|')}] [--unscreened] < series.csv > points.csv
`

function refuse(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

function chosen<T extends string>(name: string, value: string, from: readonly T[]): T {
  return from.find((each) => each === value) ?? refuse(`--${name} must be one of: ${from.join(', ')}`)
}

function casesIn(json: string): Case[] {
  try {
    const cases: unknown = JSON.parse(json)
    if (Array.isArray(cases)) return cases as Case[]
  } catch {}
  return refuse(`The input must be a JSON array of cases.\n${USAGE}`)
}

function answerTo(given: Case): object {
  try {
    return analysed(given)
  } catch (error) {
    return { error: true, reason: error instanceof Error ? error.message : String(error) }
  }
}

process.stdout.on('error', () => process.exit(0))

const { values } = parseArgs({
  options: {
    csv: { type: 'boolean', default: false },
    chart: { type: 'string', default: 'run' },
    rules: { type: 'string', default: 'anhoej' },
    unscreened: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  process.stdout.write(USAGE)
} else if (values.csv) {
  const series = seriesFromCsv(await text(process.stdin))
  if ('message' in series) refuse(`Line ${series.line}: ${series.message}`)
  const { csv, sentence } = csvAnalysis(
    series,
    chosen('chart', values.chart, charts),
    chosen('rules', values.rules, ruleNames),
    !values.unscreened,
  )
  process.stdout.write(`\uFEFF${csv}\r\n`)
  process.stderr.write(`${sentence}\n`)
} else {
  const answers = casesIn(await text(process.stdin)).map((given) => ({
    id: given.id,
    expected: answerTo(given),
  }))
  process.stdout.write(`${JSON.stringify(answers)}\n`)
}
