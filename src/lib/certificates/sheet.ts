import PDFDocument from 'pdfkit'
import { type Face, faces, fontOf } from './fonts.ts'
import { sizeToFit } from './lettering.ts'
import { type QrPicture, qrPicture } from './qr.ts'

export const PAGE = { width: 841.89, height: 595.28 }
export const INK = { text: '#212b32', quiet: '#4c6272', brand: '#0b3c5d', accent: '#2a7f9e', line: '#c5d3db' }

export type Pdf = InstanceType<typeof PDFDocument>
export type Structure = ReturnType<Pdf['struct']>
type Children = Parameters<Pdf['struct']>[2]
/** What pdfkit takes and its types do not know. */
interface StructureFacts {
  alt?: string
  scope?: 'Row'
  bbox?: number[]
}

/** PDF/UA-1, which pdfkit writes and its types do not know. */
const ACCESSIBLE = 'PDF/UA' as unknown as 'PDF/A-1'

interface About {
  title: string
  author: string
  subject: string
  /** Fixed, so that the same certificate is always the same bytes. */
  at: Date
}

/** An empty landscape A4 sheet that a screen reader can read, with its fonts inside. */
export function newSheet({ title, author, subject, at }: About): Pdf {
  const pdf = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    pdfVersion: '1.7',
    subset: ACCESSIBLE,
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    font: '',
    info: {
      Title: title,
      Author: author,
      Subject: subject,
      Creator: 'Steward',
      Producer: 'Steward',
      CreationDate: at,
      ModDate: at,
    },
  })
  for (const face of faces) pdf.registerFont(face, fontOf(face) as Buffer)
  return pdf
}

export const struct = (pdf: Pdf, type: string, facts: StructureFacts, children?: Children) =>
  pdf.struct(type, facts as Parameters<Pdf['struct']>[1], children)

/** Draws what only pleases the eye; screen readers pass it by. */
export function ornament(pdf: Pdf, draw: () => void) {
  pdf.markContent('Artifact', { type: 'Layout' })
  draw()
  pdf.endMarkedContent()
}

interface Lines {
  x: number
  y: number
  width: number
  height: number
  face: Face
  most: number
  least?: number
  colour?: string
  spacing?: number
}

/** Writes a text into a box, smaller when it is long. Answers the height it took. */
export function write(
  pdf: Pdf,
  text: string,
  { x, y, width, height, face, most, least = 7, colour = INK.text, spacing = 0 }: Lines,
): number {
  pdf.font(face)
  const options = { width, lineGap: 0, characterSpacing: spacing }
  const words = text.split(/\s+/)
  const size = sizeToFit(
    { width, height, most, least },
    {
      height: (at) => pdf.fontSize(at).heightOfString(text, options),
      widestWord: (at) => Math.max(...words.map((word) => pdf.fontSize(at).widthOfString(word, options))),
    },
  )
  pdf.fontSize(size).fillColor(colour).text(text, x, y, options)
  return pdf.heightOfString(text, options)
}

/** Fills a square with a QR code of `text`. */
export function drawQr(pdf: Pdf, text: string, x: number, y: number, side: number) {
  const { size, bars }: QrPicture = qrPicture(text)
  const module = side / size
  for (const bar of bars) pdf.rect(x + bar.x * module, y + bar.y * module, bar.length * module, module)
  pdf.fill(INK.text)
}
