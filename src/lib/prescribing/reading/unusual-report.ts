import { counted, figure } from '#lib/charts/figure.ts'
import { longMonth } from '#lib/day.ts'
import { medicineInWords } from '../medicine-names.ts'
import type { Problems } from '../problems.ts'
import type { UnusualRow } from './unusual-rows.ts'

/** More are read by nobody. A month of all England has some. */
const NAMED = 5

const DOSES: Partial<Record<UnusualRow['sum'], string>> = {
  ome_mg: 'oral morphine equivalent',
  gabapentinoid_ddd: 'gabapentinoid doses',
}

/** Names the rows that may be mistyped: they lift a chart by themselves, and only who knows the practice can say. */
export function reportUnusual(
  { rows, areAll }: { rows: readonly UnusualRow[]; areAll: boolean },
  column: string | undefined,
  problems: Problems,
) {
  for (const row of rows.slice(0, NAMED))
    problems.warn('keying_outlier', inWords(row), { line: row.line, column })
  const more = rows.length - NAMED
  if (more <= 0) return
  const what = `${areAll ? '' : 'At least '}${counted(more, 'more row')}`
  const message = `${what} may be mistyped in the same way. The ${NAMED} that move their practice most are named.`
  problems.warn('keying_outlier', message)
}

function inWords({ place, drug, quantity, items, usual, sum, share }: UnusualRow): string {
  const each = items === 1 ? 'one item' : `${counted(items, 'item')}, each`
  const what = `${each} of ${amount(quantity)} of ${medicineInWords(drug)}, where an item usually has ${amount(usual)}`
  const part = `${Math.round(share * 100)}% of the practice’s ${DOSES[sum]} of the month`
  return `${place.practice.code} in ${longMonth(place.month)}: ${what}. The row makes ${part}. It may be mistyped; it counts as it stands.`
}

const amount = (value: number) => figure(value, Number.isInteger(value) ? 0 : 1)
