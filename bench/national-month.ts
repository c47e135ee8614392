import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { parseArgs } from 'node:util'
import gabapentinoids from '#lib/prescribing/definitions/gabapentinoids.json' with { type: 'json' }
import opioids from '#lib/prescribing/definitions/opioids.json' with { type: 'json' }
import { EPD_HEADINGS } from '../db/seeds/epd-files.ts'
import { chapterOf } from '../db/seeds/epd-presentations.ts'
import { randomFrom } from './random.ts'

/**
 * Writes a month of invented prescribing in the shape of all England's (July 2026: 18.6 million rows of 390 bytes,
 * 9,284 codes, 21,400 presentations): rows by practice, within it by presentation, several quantities of each.
 * `node bench/national-month.ts FILE [--rows 18600000] [--quoted] [--mixed]`
 */
export interface NationalMonth {
  rows: number
  /** Every cell in quotes and figures like "28.", as in the files of 2026. */
  isQuoted?: boolean
  /** Rows of all practices among each other, as no known file has them. */
  isMixed?: boolean
}

const PRACTICES = 9284
const PRESENTATIONS = 21_400
/** Two of three codes are GP practices; the others are cost centres that prescribe little. */
const COST_CENTRE_ROWS = 200
const QUANTITIES = [28, 56, 14, 7, 84, 30, 100, 112, 60, 200, 21, 42, 300, 10, 500, 90]
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ'
const CHAPTERS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13']

interface Drug {
  code: string
  /** Cells 15 to 19. */
  cells: string
  price: number
}

export async function writeNationalMonth(
  path: string,
  { rows, isQuoted = false, isMixed = false }: NationalMonth,
) {
  const chance = randomFrom(2026)
  const pick = (most: number) => Math.floor(chance() * most)
  const catalogue = presentations(pick)
  const sizes = practiceSizes(rows)
  const [open, comma, close] = isQuoted ? ['"', '","', '"'] : ['', ',', '']
  const dot = isQuoted ? '.' : ''
  const cellsOf = (cells: string[]) => cells.map((cell) => (isQuoted ? cell : inCell(cell))).join(comma)
  const drugs = catalogue.map(({ code, cells, price }) => ({ code, price, text: cellsOf(cells.split('|')) }))

  const file = createWriteStream(path, { highWaterMark: 1 << 22 })
  file.write(isQuoted ? `"${EPD_HEADINGS.replaceAll(',', '","')}"\n` : `${EPD_HEADINGS}\n`)
  let held: string[] = []
  for (let index = 0, written = 0; written < rows; index++) {
    const size = Math.min(rows - written, sizes(index))
    const place = `${open}2026-08${comma}${cellsOf(placeOf(index))}`
    const lines = practiceLines(place, size)
    written += lines.length
    if (isMixed) {
      held.push(...lines)
      if (index % 100 < 99 && written < rows) continue
      shuffle(held)
    } else {
      held = lines
    }
    if (!file.write(held.join(''), 'latin1')) await once(file, 'drain')
    held = []
  }
  file.end()
  await once(file, 'finish')

  function practiceLines(place: string, size: number): string[] {
    const lines: string[] = []
    const start = Math.ceil((size / 3) * 1.02)
    const step = drugs.length / start
    for (let drug = 0; lines.length < size; drug++) {
      const { code, text, price } = drugs[Math.floor(drug * step + chance() * (step - 1)) % drugs.length]!
      const first = pick(QUANTITIES.length)
      for (let of = 1 + pick(5); of > 0 && lines.length < size; of--) {
        const quantity = QUANTITIES[(first + of) % QUANTITIES.length]! + Math.floor(drug / start)
        const items = 1 + pick(12) * pick(4)
        const total = quantity * items
        const snomed = `${code.charCodeAt(5)}${(code.charCodeAt(9) * 7919 + code.charCodeAt(12) * 104_729) % 1e6}11000001${code.charCodeAt(11)}`
        lines.push(
          `${place}${comma}${text}${comma}${quantity}${dot}${comma}${items}${comma}${total}${dot}${comma}${total / 2}${comma}${(total * price).toFixed(2)}${comma}${(total * price * 0.93).toFixed(5)}${comma}N${comma}${snomed}${close}\n`,
        )
      }
    }
    return lines
  }

  function shuffle(lines: string[]) {
    for (let at = lines.length - 1; at > 0; at--) {
      const other = pick(at + 1)
      ;[lines[at], lines[other]] = [lines[other]!, lines[at]!]
    }
  }
}

function practiceSizes(rows: number): (index: number) => number {
  const usual = Math.ceil((rows / PRACTICES - COST_CENTRE_ROWS / 3) * 1.5)
  return rows < PRACTICES * COST_CENTRE_ROWS
    ? () => 2000
    : (index) => (index % 3 === 2 ? COST_CENTRE_ROWS : usual)
}

function placeOf(index: number): string[] {
  const area = Math.floor(index / 88)
  const code = `${'ABCDEFGHJKLMNPY'[index % 15]}${String(80_000 + Math.floor(index / 15)).padStart(5, '0')}`
  const subIcb = `${String(area).padStart(2, '0')}${LETTERS[area % 24]}`
  return [
    'NORTH OF INVENTED ENGLAND',
    'Y63',
    `NHS INVENTED NORTH ${area % 42} AND COAST INTEGRATED CARE BOARD`,
    `Q${LETTERS[area % 24]}${LETTERS[(area * 7) % 24]}`,
    `NHS INVENTED NORTH ${area % 42} AND COAST ICB - ${subIcb}`,
    `${subIcb}00`,
    `INVENTED ${index % 7 ? 'SURGERY' : 'MEDICAL CENTRE, UPPER FLOOR'} ${index}`,
    code,
    `INVENTED ${index} HEALTH CENTRE`,
    `${1 + (index % 200)} EXAMPLE STREET`,
    'INVENTED TOWN',
    index % 4 ? 'INVENTED COUNTY' : '',
    `ZZ${1 + (index % 98)} ${index % 10}ZZ`,
  ]
}

/** Every presentation that the definitions know, and others between them, in the order of their codes. */
function presentations(pick: (most: number) => number): Drug[] {
  const known = [...opioids.presentations, ...gabapentinoids.presentations].map((line) => line.split('|'))
  const drugs = known.map(([code = '', name = '']) =>
    drugOf(code, name, `Invented ${code.slice(6, 9)} phosphate`, pick),
  )
  const letter = () => LETTERS[pick(LETTERS.length)]!
  while (drugs.length < PRESENTATIONS) {
    const chapter = CHAPTERS[pick(CHAPTERS.length)]!
    const pair = `${letter()}${letter()}`
    const chemical = `${chapter}${String(1 + pick(9)).padStart(2, '0')}${String(1 + pick(9)).padStart(2, '0')}0${letter()}0`
    if (chemical.startsWith('04')) continue
    const word = Array.from({ length: 8 }, letter).join('').toLowerCase()
    const brand = `${letter()}${letter()}`
    drugs.push(
      drugOf(
        `${chemical}${brand}${pair}${pair}`,
        `Inv${word} ${1 + pick(500)}mg${pick(3) ? '' : '/5ml'} ${pick(2) ? 'tablets' : 'gastro-resistant capsules'}`,
        `Inv${word} ${pick(3) ? 'hydrochloride' : 'sodium (combined, other)'}`,
        pick,
      ),
    )
  }
  const byCode = new Map(drugs.map((drug) => [drug.code, drug]))
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}

function drugOf(code: string, name: string, chemical: string, pick: (most: number) => number): Drug {
  const cells = [code.slice(0, 9), chemical, code, name, chapterOf(code)].join('|')
  return { code, cells, price: (1 + pick(200)) / 1000 }
}

const inCell = (text: string) => (text.includes(',') ? `"${text}"` : text)

if (process.argv[1] === import.meta.filename) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string', default: '18600000' },
      quoted: { type: 'boolean' },
      mixed: { type: 'boolean' },
    },
  })
  const { rows, quoted: isQuoted = false, mixed: isMixed = false } = values
  await writeNationalMonth(positionals[0] ?? 'EPD_SNOMED_202608.csv', {
    rows: Number(rows),
    isQuoted,
    isMixed,
  })
}
