import { parseArgs } from 'node:util'
import { closeStore, openStore } from '#db/store.ts'
import { env } from '#lib/env.ts'
import { practiceCodeIn } from './codes.ts'
import { findMeasure, measures } from './definitions/measures.ts'
import { findKnownPractice } from './known-practice.ts'
import { listPracticeSeries } from './queries.ts'
import type { MeasureValue } from './values.ts'

const USAGE = 'Usage: bin/measures --practice CODE [--measure ID] [--json]\n'

const { values } = argumentsGiven()

/** An option that nobody knows is answered with how the command is used. */
function argumentsGiven() {
  try {
    return parseArgs({
      options: { practice: { type: 'string' }, measure: { type: 'string' }, json: { type: 'boolean' } },
    })
  } catch {
    process.exit(refuse(USAGE))
  }
}

async function printMeasures(): Promise<number> {
  const code = practiceCodeIn(values.practice ?? '')
  if (!code) return refuse(USAGE)
  if (values.measure !== undefined && !findMeasure(values.measure)) {
    return refuse(`There is no measure ${values.measure}\n`)
  }
  const { reader } = openStore(env().DATA_DIR)
  const all = everyMonthOf(await listPracticeSeries(reader, code))
  const isKnown = all.some(({ numerator }) => numerator !== null) || (await findKnownPractice(reader, code))
  closeStore()
  if (all.length === 0) process.stderr.write(`No month is imported that could hold ${code}\n`)
  if (!isKnown)
    process.stderr.write(`No prescribing file and no register that is loaded knows ${code}: check the code\n`)
  const wanted = all.filter(({ measure }) => values.measure === undefined || measure === values.measure)
  const rows = wanted.map(({ listLag: _, ...row }) => row)
  process.stdout.write(values.json ? `${JSON.stringify(rows)}\n` : wanted.map(inWords).join(''))
  return 0
}

/** A download fills one measure: of the others such a month holds nothing, which is said as well. */
function everyMonthOf(values: MeasureValue[]): MeasureValue[] {
  const months = [...new Set(values.map(({ month }) => month))].sort()
  const known = new Map(values.map((value) => [`${value.measure} ${value.month}`, value]))
  const nothing = { numerator: null, denominator: null, value: null, reason: 'no_rows' as const }
  return measures.flatMap(({ id }) =>
    months.map((month) => known.get(`${id} ${month}`) ?? { measure: id, month, ...nothing }),
  )
}

function refuse(message: string) {
  process.stderr.write(message)
  return 2
}

const inWords = ({ measure, month, value, numerator, denominator, reason, flags }: MeasureValue) =>
  `${[measure, month, value ?? reason, numerator ?? '', denominator ?? '', flags?.join(' ') ?? ''].join('\t')}\n`

process.exitCode = await printMeasures()
