import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { blankSheets } from './blank-sheets.ts'
import { pdfSheet, svgSheet } from './draw-sheet.ts'

/** `bin/templates`: draws every blank template into public/toolkit, as PDF and as SVG. */
const folder = join(process.cwd(), 'public/toolkit')
mkdirSync(folder, { recursive: true })
for (const sheet of blankSheets) {
  const pdf = await pdfSheet(sheet)
  const svg = svgSheet(sheet)
  writeFileSync(join(folder, `${sheet.name}.pdf`), pdf)
  writeFileSync(join(folder, `${sheet.name}.svg`), svg)
  process.stdout.write(`${sheet.name}: PDF ${pdf.length} bytes, SVG ${svg.length} bytes\n`)
}
