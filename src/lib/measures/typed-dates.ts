import type { Every } from '#lib/charts/series.ts'
import { type Day, isDay } from '#lib/day.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A date as spreadsheets write it: 2026-10-05, 5/10/2026 (the day first), 5 Oct 2026; a month also as 2026-10,
 * 10/2026 or Oct 2026. Undefined when it is none of these, or not a real date.
 */
export function dateFrom(text: string, every: Every): Day | undefined {
  const cell = text
    .trim()
    .toLowerCase()
    .replace(/,/g, '')
    .replace(/t?\s*00:00(:00)?$/, '')
  const parts = fullDate(cell) ?? (every === 'month' ? monthAlone(cell) : undefined)
  if (!parts) return undefined
  const [year, month, day] = parts
  const iso = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(iso) ? iso : undefined
}

type Parts = [year: string, month: string, day: string]

function fullDate(cell: string): Parts | undefined {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(cell)
  if (iso) return [iso[1]!, iso[2]!, iso[3]!]
  const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(cell)
  if (dayFirst) return [dayFirst[3]!, dayFirst[2]!, dayFirst[1]!]
  const named = /^(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4}|\d{2})$/.exec(cell)
  const month = named && monthOfName(named[2]!)
  return named && month ? [named[3]!, month, named[1]!] : undefined
}

function monthAlone(cell: string): Parts | undefined {
  const iso = /^(\d{4})-(\d{1,2})$/.exec(cell)
  if (iso) return [iso[1]!, iso[2]!, '1']
  const numbers = /^(\d{1,2})\/(\d{4})$/.exec(cell)
  if (numbers) return [numbers[2]!, numbers[1]!, '1']
  const named = /^([a-z]{3,9})[ -](\d{4}|\d{2})$/.exec(cell)
  const month = named && monthOfName(named[1]!)
  return named && month ? [named[2]!, month, '1'] : undefined
}

function monthOfName(name: string): string | undefined {
  const at = MONTHS.indexOf(name.slice(0, 3))
  return at < 0 ? undefined : String(at + 1)
}
