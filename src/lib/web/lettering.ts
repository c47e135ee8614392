import { create, type Font } from 'fontkit'
import { type Face, fontOf } from '#lib/certificates/fonts.ts'
import type { Lettering } from '#lib/charts/svg.ts'

const opened = new Map<Face, Font>()

function open(face: Face): Font {
  const font = opened.get(face) ?? create(fontOf(face))
  opened.set(face, font)
  return font
}

/**
 * Text as outlines of the typeface that the certificates carry, for pictures that are made on this server. A
 * server often has no typeface at all, and a picture would then lose every word without a complaint.
 */
export const outlined: Lettering = ({ words, x, y, anchor, strong, size }) => {
  const font = open(strong ? 'bold' : 'regular')
  const run = font.layout(words)
  const scale = size / font.unitsPerEm
  const before = { start: 0, middle: run.advanceWidth / 2, end: run.advanceWidth }[anchor]
  let at = -before
  const glyphs = run.glyphs.map((glyph, index) => {
    const { xAdvance, xOffset, yOffset } = run.positions[index] ?? { xAdvance: 0, xOffset: 0, yOffset: 0 }
    const place = `<path transform="translate(${at + xOffset} ${yOffset})" d="${glyph.path.toSVG()}"/>`
    at += xAdvance
    return place
  })
  return `<g transform="translate(${x} ${y}) scale(${scale} ${-scale})">${glyphs.join('')}</g>`
}
