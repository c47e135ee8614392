import type { scales } from '#db/schema/pdsa.ts'
import { type Day, daysBetween } from '#lib/day.ts'

interface Plan {
  number: number
  prediction: string
  scale: (typeof scales)[number]
  measureId: string | null
  startsOn: Day
  endsOn: Day
}

const LONG_DAYS = 8 * 7
const NUMBER =
  /\d|\b(no ?one|nobody|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|quarter|twice|double|all|every)\b/i

/**
 * What published reviews of PDSA found missing most (Taylor 2013, 10.1136/bmjqs-2013-001862): prediction, small
 * scale, data over time. Advice on a plan, never a grade.
 */
export function hintsFor({ number, prediction, scale, measureId, startsOn, endsOn }: Plan): string[] {
  return [
    !NUMBER.test(prediction) &&
      'Your prediction has no number. With one you can say afterwards how close you were.',
    measureId === null && 'No measure is linked. Data over time show whether the change holds.',
    daysBetween(startsOn, endsOn) > LONG_DAYS &&
      'This cycle is longer than 8 weeks. Several short cycles usually teach more than one long one.',
    number === 1 &&
      (scale === 'the practice' || scale === 'several practices') &&
      'This is your first cycle, and it is large. A test with one patient or one clinician costs little when it fails.',
  ].filter((hint) => hint !== false)
}
