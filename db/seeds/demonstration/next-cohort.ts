import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { grantRole } from '#lib/auth/commands.ts'
import { publishCohort, setUpCohort, startCohort } from '#lib/cohorts/commands.ts'
import { addDays, mondayOf } from '#lib/day.ts'
import { readProgramme } from '#lib/programmes/programme-files.ts'
import { datesFor } from '#lib/sessions/timetable.ts'
import { at, giveLinks, PROGRAMME, type Scene, seasonOf } from './cohort.ts'

const WEEKS_AFTER_TODAY = 9
/** Three of them are taken. */
const SEATS = 6

/** The run after the one that is on: published, with the same facilitators, and open for applications. */
export async function startTheNextCohort(store: Store, { today, facilitators }: Scene): Promise<string> {
  const { slots, topics } = await readProgramme(PROGRAMME)
  const timetable = datesFor(slots, topics, addDays(mondayOf(today), 7 * WEEKS_AFTER_TODAY))
  const startsOn = timetable[0]?.heldOn ?? today
  const endsOn = timetable.at(-1)?.heldOn ?? today
  const name = `${seasonOf(startsOn)} ${startsOn.slice(0, 4)}`
  const by = systemBy('demonstration', at(addDays(today, -40)))
  return store.transact(async (tx) => {
    const id = await startCohort(tx, by, { programme: PROGRAMME, name, startsOn, endsOn, timetable })
    await setUpCohort(tx, by, id, {
      name,
      seats: SEATS,
      applicationsOpenOn: addDays(today, -28),
      applicationsCloseOn: addDays(today, 26),
    })
    await giveLinks(tx, by, id)
    await publishCohort(tx, by, id)
    for (const { id: personId } of facilitators)
      await grantRole(tx, by, { personId, role: 'facilitator', cohortId: id })
    return id
  })
}
