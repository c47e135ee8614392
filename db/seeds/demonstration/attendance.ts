import type { Mark } from '#db/schema/attendance.ts'
import type { Store } from '#db/store.ts'
import { recordRegister } from '#lib/attendance/commands.ts'
import { personBy } from '#lib/auth/by.ts'
import { at, type Scene } from './cohort.ts'

/** Who missed what, by the place of the member in the cast and of the session in the timetable. */
const missed: Record<string, Mark> = {
  '3:2': 'apologies',
  '5:1': 'apologies',
  '7:5': 'absent',
  '7:6': 'absent',
  '10:3': 'apologies',
  '11:4': 'apologies',
  '14:2': 'absent',
  '16:6': 'apologies',
  '19:0': 'apologies',
  '21:4': 'absent',
  '21:5': 'absent',
  '21:6': 'absent',
  '22:6': 'apologies',
}

/** A register for every session held so far, taken by one of the facilitators on the day. */
export async function fillAttendance(store: Store, { sessions, players, facilitators, today }: Scene) {
  for (const [place, session] of sessions.filter(({ heldOn }) => heldOn < today).entries()) {
    const by = personBy(facilitators[place % 2]?.id ?? '', at(session.heldOn, '15:00:00'))
    const marks = Object.fromEntries(
      players.map(({ id }, index) => [id, missed[`${index}:${place}`] ?? 'present']),
    )
    await store.transact((tx) => recordRegister(tx, by, session.id, marks))
  }
}
