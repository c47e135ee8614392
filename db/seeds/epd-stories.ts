import type { SeedPresentation } from './epd-presentations.ts'

/** What a practice's figures are there to show. */
export type Story =
  | 'steady'
  | 'opioids step down'
  | 'high and stable'
  | 'opioids fall, gabapentinoids rise'
  | 'small'
  | 'one month missing'
  | 'one list size missing'
  | 'slow fall'

export interface SeedPractice {
  code: string
  name: string
  patients?: number
  story?: Story
}

/** The stories of the first practices, in order; those after them are steady. */
const ORDER: Story[] = [
  'opioids step down',
  'high and stable',
  'opioids fall, gabapentinoids rise',
  'small',
  'one month missing',
  'one list size missing',
  'slow fall',
]
const PATIENTS = [8_640, 12_310, 10_150, 1_870, 7_420, 9_980, 14_260, 6_130, 11_540, 8_050, 5_390, 9_210]
const USUAL_PATIENTS = 8_000
/** Months counted back from the last one. */
const STEP_MONTHS_AGO = 8
const MISSING_MONTHS_AGO = 10

export interface Settled extends SeedPractice {
  patients: number
  story: Story
}

export function settled(practice: SeedPractice, index: number): Settled {
  const patients = practice.patients ?? PATIENTS[index] ?? USUAL_PATIENTS
  return { ...practice, patients, story: practice.story ?? ORDER[index] ?? 'steady' }
}

/** How much more or less than usual a practice prescribes of a group, `monthsAgo` months before the last one. */
export function factorOf(
  { story }: Settled,
  group: SeedPresentation['group'],
  monthsAgo: number,
  months: number,
): number {
  const elapsed = months - 1 - monthsAgo
  const isOpioid = group === 'weak opioid' || group === 'strong opioid' || group === 'high dose'
  switch (story) {
    case 'opioids step down':
      if (!isOpioid || monthsAgo >= STEP_MONTHS_AGO) return 1.05
      return group === 'high dose' ? 0.7 : 0.78
    case 'high and stable':
      return isOpioid ? 1.65 : 1.1
    case 'opioids fall, gabapentinoids rise':
      if (isOpioid) return 1.1 - 0.012 * elapsed
      return group === 'gabapentinoid' ? 0.85 + 0.022 * elapsed : 1
    case 'slow fall':
      return isOpioid ? 1.15 - 0.006 * elapsed : 1
    default:
      return 1
  }
}

export const hasRows = ({ story }: Settled, monthsAgo: number) =>
  story !== 'one month missing' || monthsAgo !== MISSING_MONTHS_AGO

export const hasList = ({ story }: Settled, monthsAgo: number) =>
  story !== 'one list size missing' || monthsAgo !== MISSING_MONTHS_AGO
