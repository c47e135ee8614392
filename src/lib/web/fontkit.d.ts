/** The few parts of fontkit that lettering needs; it ships no types. Units are those of the font. */
declare module 'fontkit' {
  interface Glyph {
    path: { toSVG(): string }
  }
  interface GlyphRun {
    glyphs: Glyph[]
    positions: { xAdvance: number; xOffset: number; yOffset: number }[]
    advanceWidth: number
  }
  interface Font {
    unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    layout(text: string): GlyphRun
  }
  export function create(file: Uint8Array): Font
}
