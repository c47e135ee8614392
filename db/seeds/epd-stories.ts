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
  /** Its sub-ICB location; 98Z where none is said. */
  commissioner?: string
  /** How much more or less than usual it prescribes of a group. */
  levels?: Partial<Record<SeedPresentation['group'], number>>
  /** One quantity for each presentation and few medicines besides: a third of the rows, for the practices around the cast. */
  isBackground?: boolean
  /** Months before the last one without it. `dribbles`: months in which pharmacies still claim; `listFollows`: months its list outlives it. */
  closedMonthsAgo?: number
  dribbles?: number
  listFollows?: number
  /** Patients who came from another practice; the list follows some months after their prescriptions. */
  takesOver?: { patients: number; monthsAgo: number; listFollows: number }
  /** One item of a thousand. */
  mistyped?: { monthsAgo: number; presentation: string }
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
  { story, levels }: Settled,
  group: SeedPresentation['group'],
  monthsAgo: number,
  months: number,
): number {
  return (levels?.[group] ?? 1) * storyFactor(story, group, monthsAgo, months)
}

function storyFactor(
  story: Story,
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

export const hasRows = (practice: Settled, monthsAgo: number) =>
  (practice.story !== 'one month missing' || monthsAgo !== MISSING_MONTHS_AGO) &&
  isThere(practice, monthsAgo, practice.dribbles)

export const hasList = (practice: Settled, monthsAgo: number) =>
  (practice.story !== 'one list size missing' || monthsAgo !== MISSING_MONTHS_AGO) &&
  isThere(practice, monthsAgo, practice.listFollows)

/** Until it closes, and for some months after. */
function isThere({ closedMonthsAgo }: Settled, monthsAgo: number, after = 0): boolean {
  return closedMonthsAgo === undefined || monthsAgo >= closedMonthsAgo - after
}

const DRIBBLE = 0.03

/** The patients for whom it prescribes, who may have come before the list says so. */
export function patientsSeen({ patients, takesOver, closedMonthsAgo }: Settled, monthsAgo: number): number {
  if (closedMonthsAgo !== undefined && monthsAgo < closedMonthsAgo) return patients * DRIBBLE
  return patients + (takesOver && monthsAgo < takesOver.monthsAgo ? takesOver.patients : 0)
}

/** The patients on its list. */
export const patientsListed = ({ patients, takesOver }: Settled, monthsAgo: number): number =>
  patients + (takesOver && monthsAgo < takesOver.monthsAgo - takesOver.listFollows ? takesOver.patients : 0)
