import { describe, expect, test } from 'vitest'
import { sizeToFit } from '#lib/certificates/lettering.ts'
import { qrPicture } from '#lib/certificates/qr.ts'

/** Text of `letters` letters, each as wide as its size, on lines as high as their size. */
const text = (letters: number, longestWord: number, width: number) => ({
  height: (size: number) => Math.ceil((letters * size) / width) * size,
  widestWord: (size: number) => longestWord * size,
})

describe('lettering', () => {
  test.each([
    ['a short name at the largest size', 5, 5, 34],
    ['a longer name smaller, still on one line', 20, 10, 25],
    ['a long name on two lines', 60, 10, 16.5],
    ['one endless word smaller than two lines would need', 40, 40, 12.5],
    ['more than can ever fit at the smallest', 4000, 400, 7],
  ])('sets %s', (_, letters, longestWord, size) => {
    const box = { width: 500, height: 34, most: 34, least: 7 }
    expect(sizeToFit(box, text(letters, longestWord, box.width))).toBe(size)
  })
})

describe('the QR code', () => {
  test('is made of bars that stay inside and never overlap, with its three corner marks', () => {
    const { size, bars } = qrPicture('https://steward.example.org/certificates/7K3M')
    const dark = new Set<string>()
    for (const { x, y, length } of bars) for (let i = 0; i < length; i++) dark.add(`${x + i},${y}`)
    expect(dark.size).toBe(bars.reduce((total, { length }) => total + length, 0))
    expect(bars.every(({ x, y, length }) => x >= 0 && x + length <= size && y >= 0 && y < size)).toBe(true)
    for (const [x, y] of [
      [0, 0],
      [size - 7, 0],
      [0, size - 7],
    ] as const) {
      expect(bars).toContainEqual(expect.objectContaining({ x, y, length: 7 }))
    }
  })
})
