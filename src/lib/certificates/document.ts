import { buffer } from 'node:stream/consumers'
import { addCheck, drawFrame, FACTS, LEFT, WIDTH } from './document-parts.ts'
import type { Certificate } from './queries.ts'
import { INK, newSheet, ornament, type Pdf, type Structure, struct, write } from './sheet.ts'
import { achievement, type Fact, NOT_CERTIFIED, professionOf, recordFacts } from './wording.ts'

/** The certificate as a tagged PDF on one landscape A4 sheet. The same facts give the same bytes. */
export async function certificatePdf(certificate: Certificate): Promise<Uint8Array<ArrayBuffer>> {
  const { facts, code, awardedAt } = certificate
  const title = `Certificate of continuing professional development: ${facts.name}`
  const pdf = newSheet({ title, author: facts.organisation, subject: facts.programme, at: awardedAt })
  const bytes = buffer(pdf)
  ornament(pdf, () => drawFrame(pdf))
  const sheet = struct(pdf, 'Document', {})
  pdf.addStructure(sheet)
  addHead(pdf, sheet, certificate)
  addFacts(pdf, sheet, recordFacts(certificate))
  addCheck(pdf, sheet, code)
  addFoot(pdf, sheet, facts.basis)
  sheet.end()
  pdf.end()
  return new Uint8Array(await bytes)
}

function addHead(pdf: Pdf, sheet: Structure, certificate: Certificate) {
  const { facts } = certificate
  const quiet = INK.quiet
  const line = (
    type: string,
    text: string,
    box: Omit<Parameters<typeof write>[2], 'x' | 'width'>,
    indent = 0,
  ) =>
    sheet.add(
      struct(pdf, type, {}, () => write(pdf, text, { x: LEFT + indent, width: WIDTH - indent, ...box })),
    )
  line('P', facts.organisation, { y: 68, height: 24, face: 'medium', most: 16, colour: INK.brand }, 50)
  line('H1', 'Certificate of continuing professional development', {
    y: 122,
    height: 34,
    face: 'bold',
    most: 23,
    colour: INK.brand,
  })
  line('P', 'This certifies that', { y: 162, height: 20, face: 'regular', most: 12, colour: quiet })
  line('P', facts.name, { y: 178, height: 48, face: 'bold', most: 34 })
  line('P', professionOf(certificate), { y: 227, height: 20, face: 'medium', most: 13, colour: quiet })
  line('P', achievement(certificate), { y: 251, height: 46, face: 'regular', most: 14 })
}

function addFacts(pdf: Pdf, sheet: Structure, facts: Fact[]) {
  const { top, labelWidth, valueWidth, rowHeight } = FACTS
  const table = struct(pdf, 'Table', {})
  sheet.add(table)
  let y = top
  for (const { label, value } of facts) {
    const row = struct(pdf, 'TR', {})
    table.add(row)
    const at = { y, face: 'regular', most: 10.5 } as const
    row.add(
      struct(pdf, 'TH', { scope: 'Row' }, () => {
        const box = { x: LEFT, width: labelWidth, height: rowHeight }
        write(pdf, label, { ...at, ...box, face: 'medium', colour: INK.quiet })
      }),
    )
    row.add(
      struct(pdf, 'TD', {}, () => {
        const box = { x: LEFT + labelWidth, width: valueWidth, height: 2 * rowHeight - 10 }
        y += Math.max(rowHeight, write(pdf, value, { ...at, ...box }) + 5)
      }),
    )
  }
}

function addFoot(pdf: Pdf, sheet: Structure, basis: string) {
  const box = { x: LEFT, width: WIDTH, height: 22, face: 'regular', most: 8.5, colour: INK.quiet } as const
  const lines: [number, string][] = [
    [497, `Basis of the award: ${basis}`],
    [522, NOT_CERTIFIED.join(' ')],
  ]
  for (const [y, text] of lines) sheet.add(struct(pdf, 'P', {}, () => write(pdf, text, { ...box, y })))
}
