import { figuresOfRow } from '../figures.ts'
import { isCodeOrFigure } from '../patient-data.ts'
import { NO_CODE, type Place, WATCHED } from './epd-codes.ts'
import type { EpdCounting, EpdFile } from './epd-counting.ts'
import { plainHeading } from './headings.ts'
import { FLAG, knownRows, NOTHING, type RowLayout, TEXT } from './known-rows.ts'
import type { Row } from './scan.ts'

/** The short way to read most rows of a file; undefined where its columns stand in an order that allows none. */
export function knownEpdRows(file: EpdFile, counting: EpdCounting) {
  const layout = layoutOf(file)
  if (!layout) return undefined
  const { headings, counts, drugs, kinds, figures } = file
  const isGuarded = Uint8Array.from(headings, (heading) => (isCodeOrFigure(heading) ? 0 : 1))
  let place: Place | undefined
  let met: Place | undefined
  const rows = knownRows(layout, figures, {
    drugAt(bytes, from, to) {
      const drug = file.drugAt(bytes, from, to)
      const isNamed = kinds[drug]! < WATCHED || drugs[drug]!.name !== ''
      return kinds[drug] !== NO_CODE && isNamed ? drug : -1
    },
    isSuspect: (cell) => isGuarded[cell] === 1,
    count(row, drug, from, to) {
      if (!place || !counting.areSound()) return false
      counts.rowsRead++
      counting.count(row, place, drug, from, to)
      return true
    },
  })

  return {
    read: rows.read,
    /** Of two rows in a row alone: where rows are in no order, each would be copied for nothing. */
    learn(row: Row, of: Place) {
      if (met === of) place = rows.learn(row) ? of : undefined
      met = of
    },
  }
}

const OF_DRUG = /^(BNF|CHEMICAL)_/

/**
 * All layouts since 2014 have month and practice first, then the drug in five cells, then figures. Cells behind the
 * drug's are not looked at for patient data, so they must be of columns where nobody looks.
 */
function layoutOf({ headings, columns }: EpdFile): RowLayout | undefined {
  const { month, practice, commissioner, commissionerName, presentation, name, practiceName } = columns
  const last = [...figuresOfRow, 'unidentified', 'snomed'].map((key) => columns[key as keyof typeof columns])
  const figuresFrom = Math.min(...last.filter((column) => column >= 0))
  let drugFrom = presentation
  while (OF_DRUG.test(plainHeading(headings[drugFrom - 1] ?? ''))) drugFrom--
  if (Math.max(month, practice, practiceName, commissioner, commissionerName) >= drugFrom) return undefined
  if (Math.max(presentation, name) >= figuresFrom) return undefined
  const behind = headings.slice(figuresFrom)
  if (!behind.every(isCodeOrFigure)) return undefined
  const figures = behind.map((_, index) => {
    const column = figuresFrom + index
    const figure = figuresOfRow.findIndex((one) => columns[one] === column)
    if (column === columns.unidentified) return FLAG
    return column === columns.snomed ? TEXT : figure >= 0 ? figure : NOTHING
  })
  return { drugFrom, presentation, figuresFrom, figures: Int32Array.from(figures) }
}
