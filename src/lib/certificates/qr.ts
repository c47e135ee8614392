import { create } from 'qrcode'

export interface QrPicture {
  /** Modules on a side. */
  size: number
  /** Dark modules as rows of one module's height: where each begins and how many there are. */
  bars: { x: number; y: number; length: number }[]
}

/** A QR code as bars to be filled, so that it stays sharp at any size. */
export function qrPicture(text: string): QrPicture {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const bars: QrPicture['bars'] = []
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (!data[y * size + x]) continue
      const before = bars.at(-1)
      if (before?.y === y && before.x + before.length === x) before.length += 1
      else bars.push({ x, y, length: 1 })
    }
  }
  return { size, bars }
}
