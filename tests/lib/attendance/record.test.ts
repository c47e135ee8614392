import type { Mark } from '#db/schema/attendance.ts'
import { attendanceRecord } from '#lib/attendance/record.ts'
import { describe, expect, test } from '../../support/test.ts'

const session = (
  heldOn: string,
  mark: Mark | null,
  kind: 'masterclass' | 'collaborative session' | 'celebration' = 'masterclass',
) => ({ kind, heldOn, startsAt: '12:30', endsAt: '14:00', mark })

describe('what a person’s marks add up to', () => {
  test('hours for what was attended, and no absence where nobody wrote one', () => {
    const record = attendanceRecord(
      [
        session('2026-09-01', 'present'),
        session('2026-09-02', 'apologies'),
        session('2026-09-03', 'absent'),
        session('2026-09-04', null),
        session('2026-12-01', null),
      ],
      '2026-11-22',
    )
    expect(record).toEqual({
      taught: 5,
      held: 4,
      attended: 1,
      apologised: 1,
      absent: 1,
      notRecorded: 1,
      minutes: 90,
    })
  })

  test('a session of today counts once its register is taken', () => {
    expect(attendanceRecord([session('2026-11-22', null)], '2026-11-22')).toMatchObject({
      held: 0,
      notRecorded: 0,
    })
    expect(attendanceRecord([session('2026-11-22', 'present')], '2026-11-22')).toMatchObject({
      held: 1,
      attended: 1,
    })
  })

  test('the celebration gives no hours', () => {
    expect(attendanceRecord([session('2026-09-01', 'present', 'celebration')], '2026-11-22')).toMatchObject({
      taught: 0,
      held: 0,
      minutes: 0,
    })
  })
})
