import type { Store } from '#db/store.ts'
import { enrol, publishCohort, startCohort } from '#lib/cohorts/commands.ts'
import { type Actor, by } from '../../support/given.ts'

/** A second run of the programme, from 5 March 2027. */
export async function nextCohort(store: Store, members: Actor[], published = true): Promise<string> {
  return store.transact(async (tx) => {
    const id = await startCohort(tx, by, {
      programme: 'opioid-stewardship',
      name: 'Spring 2027',
      startsOn: '2027-03-05',
      endsOn: '2027-03-05',
      timetable: [
        {
          topic: 'identifying-the-problem',
          kind: 'collaborative session',
          title: 'Identifying the problem',
          heldOn: '2027-03-05',
          startsAt: '09:30',
          endsAt: '12:00',
          place: 'online',
        },
      ],
    })
    if (published) await publishCohort(tx, by, id)
    for (const { id: personId } of members) await enrol(tx, by, id, { personId, practiceCode: null })
    return id
  })
}
