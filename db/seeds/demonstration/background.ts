import { addDays, addMonths, type Day, type Month } from '#lib/day.ts'
import { bell, chanceFrom } from '../epd-chance.ts'
import type { SeedPractice } from '../epd-stories.ts'
import { practices } from './cast.ts'

/**
 * Practices around those of the cast, so that an area has enough of them to show how they spread. All invented:
 * no ODS code begins with Z97 or Z98, and the names are put together from words.
 */
const FIRST =
  'Acorn Bramble Coppice Driftwood Elderflower Foxglove Gorse Harebell Inkwell Jackdaw Kestrel Lavender Meadowsweet Nettle Oatfield Pebble Quince Rosehip Starling Thistle Umber Violet Willowherb Yarrow Zephyr Bracken Clover Damson Fennel Hawkmoth'.split(
    ' ',
  )
const PLACES = [
  { commissioner: '98Z', prefix: 'Z982', second: 'Wharf Surgery' },
  { commissioner: '97Z', prefix: 'Z972', second: 'Common Practice' },
]
const FEWEST_PATIENTS = 2_400
const MOST_PATIENTS = 16_000

/** Between about half and twice the usual. */
const level = (chance: () => number, spread: number) => Math.exp(spread * bell(chance))

const background: SeedPractice[] = PLACES.flatMap(({ commissioner, prefix, second }) =>
  FIRST.map((first, at) => {
    const code = `${prefix}${String(at + 1).padStart(2, '0')}`
    const chance = chanceFrom(`background ${code}`)
    const opioids = level(chance, 0.3)
    return {
      code,
      name: `${first} ${second}`,
      patients: Math.round(FEWEST_PATIENTS + (MOST_PATIENTS - FEWEST_PATIENTS) * chance() ** 1.6),
      story: 'steady' as const,
      commissioner,
      isBackground: true,
      levels: {
        'weak opioid': opioids,
        'strong opioid': opioids * level(chance, 0.2),
        'high dose': opioids * level(chance, 0.45),
        gabapentinoid: level(chance, 0.3),
        sedative: level(chance, 0.35),
      },
    }
  }),
)

/** Closed into a practice of the cast; its patients moved, and their list followed two months later. */
export const MERGED = { code: 'Z98230', successor: 'Z98010', monthsAgo: 7 }
/** Closed with nobody in its place; pharmacies claim for its last items for two months more. */
export const CLOSED = { code: 'Z97230', monthsAgo: 11 }
/** A pharmacy's thousand patches for ten. */
const MISTYPED = { code: 'Z98011', monthsAgo: 5, presentation: '0407020A0AAAGAG' }

export const network = {
  code: 'U98001',
  name: 'Invented Vale Primary Care Network',
  practices: ['Z98004', 'Z98007', 'Z98201'],
}

const merged = background.find(({ code }) => code === MERGED.code)

/** The cast and all around them, with what happened to some. */
export const allPractices: readonly SeedPractice[] = [...practices, ...background].map(
  (practice: SeedPractice) => ({
    ...practice,
    ...(practice.code === MERGED.code && { closedMonthsAgo: MERGED.monthsAgo, listFollows: 2 }),
    ...(practice.code === CLOSED.code && { closedMonthsAgo: CLOSED.monthsAgo, dribbles: 2 }),
    ...(practice.code === MERGED.successor && {
      takesOver: { patients: merged?.patients ?? 0, monthsAgo: MERGED.monthsAgo, listFollows: 2 },
    }),
    ...(practice.code === MISTYPED.code && { mistyped: MISTYPED }),
  }),
)

/** The last day of the last month in which a practice was open. */
export const lastDayOpen = (last: Month, monthsAgo: number): Day =>
  addDays(`${addMonths(last, 1 - monthsAgo)}-01`, -1)
