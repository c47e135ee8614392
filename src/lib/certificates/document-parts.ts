import { certificateAddress } from './address.ts'
import { drawQr, INK, PAGE, type Pdf, type Structure, struct, write } from './sheet.ts'

const MARGIN = 72
const RIGHT = PAGE.width - MARGIN
export const LEFT = MARGIN
export const WIDTH = RIGHT - LEFT
export const FACTS = { top: 322, labelWidth: 100, valueWidth: 395, rowHeight: 20 }
const QR = { side: 104, x: RIGHT - 186, y: 320 }

/** A double line round the sheet and the mark of the product: a run chart with its median. */
export function drawFrame(pdf: Pdf) {
  pdf
    .lineWidth(1.5)
    .rect(26, 26, PAGE.width - 52, PAGE.height - 52)
    .stroke(INK.brand)
  pdf
    .lineWidth(0.5)
    .rect(31, 31, PAGE.width - 62, PAGE.height - 62)
    .stroke(INK.accent)
  pdf.save().translate(LEFT, 62)
  pdf.roundedRect(0, 0, 36, 36, 7).fill(INK.brand)
  pdf.lineWidth(1.5).dash(3, { space: 2 }).moveTo(5, 19).lineTo(31, 19).stroke('#7fd1ec').undash()
  pdf.lineWidth(2.5).lineJoin('round').lineCap('round')
  pdf
    .moveTo(6, 11)
    .lineTo(11, 15)
    .lineTo(16, 9)
    .lineTo(21, 22)
    .lineTo(26, 26)
    .lineTo(31, 24)
    .stroke('#ffffff')
  pdf.circle(31, 24, 2.6).fill('#ffffff').restore()
  const rule = FACTS.top - 16
  pdf.lineWidth(0.75).moveTo(LEFT, rule).lineTo(RIGHT, rule).stroke(INK.line)
}

/** How to check the certificate: the QR code, the address for whoever types, and the code. */
export function addCheck(pdf: Pdf, sheet: Structure, code: string) {
  const address = certificateAddress(code)
  const { x, y, side } = QR
  const box = { x, width: RIGHT - x, height: 16 }
  const under = y + side
  const picture = {
    alt: `QR code that opens ${address}, where this certificate can be checked`,
    bbox: [x, y, x + side, under],
  }
  sheet.add(struct(pdf, 'Figure', picture, () => drawQr(pdf, address, x, y, side)))
  sheet.add(
    struct(pdf, 'H2', {}, () => {
      write(pdf, 'Check this certificate', { ...box, y: under + 10, face: 'medium', most: 10.5 })
    }),
  )
  const link = struct(pdf, 'Link', {})
  sheet.add(link)
  link.add(() => {
    const typed = address.replace(/^https?:\/\//, '').replace(`/${code}`, '')
    const height = write(pdf, typed, { ...box, y: under + 26, face: 'regular', most: 9, colour: INK.brand })
    const options = { structParent: link, Contents: new String('Check this certificate') }
    pdf.link(x, under + 26, box.width, height, address, options as never)
  })
  sheet.add(
    struct(pdf, 'P', {}, () => {
      write(pdf, `Code ${code}`, { ...box, y: under + 42, face: 'medium', most: 9 })
    }),
  )
}
