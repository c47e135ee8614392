import type { AttendanceRecord } from '#lib/attendance/record.ts'
import { counted } from '#lib/charts/figure.ts'
import { type Day, plainDay } from '#lib/day.ts'

/** What should be known before a certificate is awarded today: accepting freezes what it says. */
export function warningsBefore(record: AttendanceRecord, endsOn: Day, today: Day): string[] {
  const { attended, notRecorded, taught, held } = record
  const toCome = taught - held
  return [
    attended === 0 && 'No session is recorded as attended. The certificate would say so, and give no hours.',
    notRecorded > 0 &&
      `The registers say nothing yet about ${counted(notRecorded, 'session')} held so far. A facilitator can complete them first.`,
    endsOn > today &&
      `The programme runs until ${plainDay(endsOn)}${toCome > 0 ? `, with ${counted(toCome, 'taught session')} still to come` : ''}. What is attended after acceptance is not added.`,
  ].filter((warning) => warning !== false)
}
