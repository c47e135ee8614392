import { buffer } from 'node:stream/consumers'
import { INK, newSheet, ornament, type Pdf, struct } from '#lib/certificates/sheet.ts'
import { type BlankSheet, FOOT, type Mark, SHEET } from './blank-sheet.ts'

const LINE = '#4c6272'
/** Fixed, so that the same template is always the same bytes. */
const DRAWN_AT = new Date('2026-11-22T00:00:00Z')
const TITLE_AT = { y: 52, size: 22 }
const PURPOSE_AT = { y: 74, size: 11 }
const FOOT_AT = { y: 578, size: 9 }

/** As a picture that any drawing programme can open and change. */
export function svgSheet(sheet: BlankSheet): string {
  const { width, height, left } = SHEET
  const words = (x: number, y: number, text: string, size: number, bold = false) =>
    `<text x="${x}" y="${y}" font-size="${size}"${bold ? ' font-weight="bold"' : ''}>${escaped(text)}</text>`
  const body = [
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    words(left, TITLE_AT.y, sheet.title, TITLE_AT.size, true),
    words(left, PURPOSE_AT.y, sheet.purpose, PURPOSE_AT.size),
    ...sheet.marks.map((mark) => markAsSvg(mark, words)),
    words(left, FOOT_AT.y, FOOT, FOOT_AT.size),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="297mm" height="210mm" role="img" aria-label="Blank template: ${escaped(sheet.title)}" font-family="Arial, Helvetica, sans-serif" fill="${INK.text}">
${body.join('\n')}
</svg>
`
}

function markAsSvg(
  mark: Mark,
  words: (x: number, y: number, text: string, size: number, bold?: boolean) => string,
): string {
  if (mark.kind === 'words') return words(mark.x, mark.y, mark.words, mark.size ?? 10, mark.bold)
  if (mark.kind === 'box') {
    const { x, y, width, height, dashed } = mark
    return `<rect x="${x}" y="${tidy(y)}" width="${width}" height="${tidy(height)}" fill="none" stroke="${LINE}"${dashed ? ' stroke-dasharray="4 4"' : ''}/>`
  }
  const { from, to } = mark
  const shaft = `<line x1="${tidy(from[0])}" y1="${tidy(from[1])}" x2="${tidy(to[0])}" y2="${tidy(to[1])}" stroke="${LINE}"/>`
  if (!mark.arrow) return shaft
  return `${shaft}<polygon points="${headOf(from, to)
    .map(([x, y]) => `${tidy(x)},${tidy(y)}`)
    .join(' ')}" fill="${LINE}"/>`
}

/** As a tagged PDF to print: what stands on it is read aloud in the order in which it is written. */
export async function pdfSheet(sheet: BlankSheet): Promise<Uint8Array> {
  const pdf = newSheet({
    title: `Blank template: ${sheet.title}`,
    author: 'Steward',
    subject: sheet.purpose,
    at: DRAWN_AT,
  })
  const bytes = buffer(pdf)
  ornament(pdf, () => drawLines(pdf, sheet.marks))
  const page = struct(pdf, 'Document', {})
  pdf.addStructure(page)
  const say = (type: string, x: number, y: number, text: string, size: number, bold = false) =>
    page.add(
      struct(pdf, type, {}, () => {
        pdf
          .font(bold ? 'bold' : 'regular')
          .fontSize(size)
          .fillColor(INK.text)
        pdf.text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
      }),
    )
  say('H1', SHEET.left, TITLE_AT.y, sheet.title, TITLE_AT.size, true)
  say('P', SHEET.left, PURPOSE_AT.y, sheet.purpose, PURPOSE_AT.size)
  for (const mark of sheet.marks)
    if (mark.kind === 'words') say('P', mark.x, mark.y, mark.words, mark.size ?? 10, mark.bold)
  say('P', SHEET.left, FOOT_AT.y, FOOT, FOOT_AT.size)
  page.end()
  pdf.end()
  return new Uint8Array(await bytes)
}

function drawLines(pdf: Pdf, marks: Mark[]) {
  pdf.lineWidth(0.8).strokeColor(LINE).fillColor(LINE)
  for (const mark of marks) {
    if (mark.kind === 'box') {
      if (mark.dashed) pdf.dash(4, { space: 4 })
      pdf.rect(mark.x, mark.y, mark.width, mark.height).stroke()
      pdf.undash()
    }
    if (mark.kind === 'line') {
      pdf
        .moveTo(...mark.from)
        .lineTo(...mark.to)
        .stroke()
      if (mark.arrow) pdf.polygon(...headOf(mark.from, mark.to)).fill()
    }
  }
}

/** The three corners of an arrow head at the end of a line. */
function headOf([x1, y1]: [number, number], [x2, y2]: [number, number]): [number, number][] {
  const angle = Math.atan2(y2 - y1, x2 - x1)
  const back = (turn: number): [number, number] => [
    x2 - 8 * Math.cos(angle + turn),
    y2 - 8 * Math.sin(angle + turn),
  ]
  return [[x2, y2], back(0.4), back(-0.4)]
}

const tidy = (value: number) => Number(value.toFixed(1))
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
