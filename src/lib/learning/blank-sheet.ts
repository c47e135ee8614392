/** A blank template as marks on one landscape A4 sheet, in points from the top left. It is drawn as SVG and as PDF. */
export interface BlankSheet {
  /** The name of its files, without the ending. */
  name: string
  title: string
  /** One line on how to use it. */
  purpose: string
  marks: Mark[]
}

export type Mark =
  | { kind: 'box'; x: number; y: number; width: number; height: number; dashed?: boolean }
  | { kind: 'line'; from: [number, number]; to: [number, number]; arrow?: boolean }
  | { kind: 'words'; x: number; y: number; words: string; size?: number; bold?: boolean }

export const SHEET = { width: 842, height: 595, left: 40, right: 802, top: 96, bottom: 540 }
export const FOOT =
  'Write counts only: no names, no dates of birth, no NHS numbers, nothing that could point to a patient.'

/** A box with its label in the top left corner, to write into below. */
export function field(
  label: string,
  x: number,
  y: number,
  width: number,
  height: number,
  hint?: string,
): Mark[] {
  return [
    { kind: 'box', x, y, width, height },
    { kind: 'words', x: x + 6, y: y + 15, words: label, size: 10.5, bold: true },
    ...(hint ? [{ kind: 'words', x: x + 6, y: y + 28, words: hint, size: 8.5 } as const] : []),
  ]
}

/** A table with headings and empty rows, `widths` in points. */
export function grid(headings: string[], widths: number[], rows: number, y: number, height: number): Mark[] {
  const marks: Mark[] = []
  const row = height / (rows + 1)
  let x = SHEET.left
  for (const [index, width] of widths.entries()) {
    marks.push({
      kind: 'words',
      x: x + 4,
      y: y + row * 0.65,
      words: headings[index] ?? '',
      size: 9,
      bold: true,
    })
    for (let line = 0; line <= rows; line += 1)
      marks.push({ kind: 'box', x, y: y + line * row, width, height: row })
    x += width
  }
  return marks
}

export const arrow = (from: [number, number], to: [number, number]): Mark => ({
  kind: 'line',
  from,
  to,
  arrow: true,
})
