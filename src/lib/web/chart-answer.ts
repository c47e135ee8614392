import { type ChartFormat, chartCsv, chartFileName, chartFormats } from '#lib/charts/chart-file.ts'
import type { ChartReading } from '#lib/charts/reading.ts'
import { svgFileOf } from '#lib/charts/svg-file.ts'

const types: Record<ChartFormat, string> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
}

/** The format that the end of an address names. */
export const chartFormatOf = (named: string | undefined) => chartFormats.find((format) => format === named)

/** A chart as a file to save, with all that the page says of it. `definition`: what the measure counts. */
export async function chartAnswer(reading: ChartReading, definition: string, format: ChartFormat) {
  return new Response(await bodyOf(reading, definition, format), {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="${chartFileName(reading, format)}"`,
    },
  })
}

async function bodyOf(reading: ChartReading, definition: string, format: ChartFormat) {
  if (format === 'csv') return chartCsv(reading, definition)
  const svg = svgFileOf(reading, definition)
  if (format === 'svg') return svg
  // A native module, loaded only by who asks for a picture. Twice the size, so that it is sharp when printed.
  const { default: sharp } = await import('sharp')
  return new Uint8Array(await sharp(Buffer.from(svg), { density: 144 }).png().toBuffer())
}
