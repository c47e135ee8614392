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
  const body = await bodyOf(reading, definition, format)
  if (body === undefined)
    return new Response('This server cannot make PNG pictures. Take the SVG.', { status: 503 })
  return new Response(body, {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="${chartFileName(reading, format)}"`,
    },
  })
}

async function bodyOf(reading: ChartReading, definition: string, format: ChartFormat) {
  if (format === 'csv') return chartCsv(reading, definition)
  if (format === 'svg') return svgFileOf(reading, definition)
  const { outlined } = await import('./lettering.ts')
  return pngOf(svgFileOf(reading, definition, outlined))
}

/**
 * A native module that comes with Astro where it knows the platform, loaded only by who asks for a picture. It is
 * drawn at twice the size, so that it is sharp when printed.
 */
async function pngOf(svg: string) {
  const loaded = await import('sharp').catch(() => undefined)
  return loaded && new Uint8Array(await loaded.default(Buffer.from(svg), { density: 144 }).png().toBuffer())
}
