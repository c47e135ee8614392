/** How a text is measured at a size: the height it takes, and its widest word. */
export interface Measure {
  height(size: number): number
  widestWord(size: number): number
}

export interface Box {
  width: number
  height: number
  most: number
  least: number
}

const STEP = 0.5

/** The largest size at which a text fits its box without a word being cut; the least when none does. */
export function sizeToFit({ width, height, most, least }: Box, measure: Measure): number {
  for (let size = most; size > least; size -= STEP) {
    if (measure.widestWord(size) <= width && measure.height(size) <= height) return size
  }
  return least
}
