import { sums } from '../definitions/sums.ts'
import { shown } from '../problems.ts'
import { textIn } from './cells.ts'
import type { Columns } from './openprescribing.ts'
import type { downloadedCells } from './openprescribing-cells.ts'
import type { Download } from './openprescribing-layouts.ts'
import type { Context } from './reading.ts'
import type { Row } from './scan.ts'

type Cells = ReturnType<typeof downloadedCells>
interface Found {
  numerator: number
  denominator: number | null
}
/** Undefined where a row holds no value, and after a fault was told. */
type FiguresIn = (row: Row, more: number) => Found | undefined

/** The site rounds to a dozen digits, a spreadsheet to ten. */
const ROUNDING = 1e-6

/** How the figures of a row are found in each download. */
export function figuresOf(download: Download, columns: Columns, cells: Cells, context: Context): FiguresIn {
  const at = (name: string) => columns[name] ?? -1
  const measured = download === 'chart' || download === 'measures'
  return measured ? ratio : spent

  function ratio(row: Row) {
    const [numerator, denominator, value] = ['numerator', 'denominator', 'value'].map((name) =>
      cells.figure(row, at(name)),
    )
    if (numerator === undefined || denominator === undefined || value === undefined) return undefined
    if (numerator === null && (download === 'measures' || denominator === null)) return undefined
    const found = { numerator: numerator ?? 0, denominator }
    if (!agrees(found, value)) mismatch(row)
    return found
  }

  function mismatch(row: Row) {
    const place = cells.place(row, at('value'))
    const message = `On line ${row.line} ${place.column} is ${shown(textIn(row, at('value')))} and does not equal numerator divided by denominator. The file may have been edited: download it again.`
    context.problems.error('rate_mismatch', message, place)
  }

  /** Names on the page "Analyse" are quoted without escaping: commas inside one make more cells than headings. */
  function spent(row: Row, more: number) {
    const { measure } = context
    const counts =
      measure && sums[measure.numerator].counts === 'cost'
        ? ['cost', 'comparedCost']
        : ['items', 'comparedItems']
    const [mine, compared, patients] = [counts[0]!, counts[1]!, 'patients'].map((name) =>
      cells.figure(row, at(name), more),
    )
    if (mine == null || compared === undefined || patients === undefined) return undefined
    if (measure && measure.denominator !== 'list size') return { numerator: mine, denominator: compared }
    return { numerator: mine, denominator: patients === null || patients === 0 ? null : patients / 1000 }
  }
}

/** Zero and nothing are both an empty cell of a chart's download. */
function agrees({ numerator, denominator }: Found, value: number | null): boolean {
  if (denominator === null || denominator === 0) return value === null || value === 0
  const expected = numerator / denominator
  return Math.abs((value ?? 0) - expected) <= ROUNDING * Math.max(1, expected)
}
