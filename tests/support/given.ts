import type { GrantableRole } from '#db/schema/auth.ts'
import type { Profession } from '#db/schema/people.ts'
import type { Store, Tx } from '#db/store.ts'
import { type By, systemBy } from '#lib/auth/by.ts'
import { grantRole } from '#lib/auth/commands.ts'
import { enrol, publishCohort, startCohort } from '#lib/cohorts/commands.ts'
import { addPerson, addPractice, joinPractice } from '#lib/people/commands.ts'
import { listSessions } from '#lib/sessions/queries.ts'
import { datesFor, type Slot } from '#lib/sessions/timetable.ts'

export interface Actor {
  id: string
  name: string
  email: string
}

export const by: By = systemBy('tests', new Date('2026-09-01T09:00:00Z'))
/** Sessions 1 to 4 are over on this day, session 5 and the celebration are to come. */
export const TODAY = '2026-11-22'

const slots: Slot[] = [
  { session: 'identifying-the-problem', week: 0, weekday: 'friday', starts: '09:30', ends: '12:00' },
  { session: 'why-this-is-a-focus', week: 1, weekday: 'monday', starts: '12:30', ends: '14:00' },
  { session: 'the-complexity-of-pain', week: 1, weekday: 'wednesday', starts: '12:30', ends: '14:00' },
  { session: 'testing', week: 9, weekday: 'wednesday', starts: '09:30', ends: '12:00' },
  { session: 'showing-improvement', week: 22, weekday: 'tuesday', starts: '09:30', ends: '12:00' },
  { session: 'celebration', week: 24, weekday: 'thursday', starts: '14:00', ends: '16:30' },
]
const kindOf = (topic: string) =>
  topic === 'celebration'
    ? 'celebration'
    : topic.includes('the-') || topic.includes('why')
      ? 'masterclass'
      : 'collaborative session'
const topics = new Map(
  slots.map(
    ({ session }) =>
      [
        session,
        {
          kind: session === 'identifying-the-problem' ? ('collaborative session' as const) : kindOf(session),
          title: session.replaceAll('-', ' '),
          place: 'online',
        },
      ] as const,
  ),
)

async function person(tx: Tx, name: string, profession: Profession): Promise<Actor> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`
  return { id: await addPerson(tx, by, { name, email, profession }), name, email }
}

async function staff(tx: Tx, name: string, role: GrantableRole, cohortId: string | null): Promise<Actor> {
  const actor = await person(tx, name, 'programme staff')
  await grantRole(tx, by, { personId: actor.id, role, cohortId })
  return actor
}

/** A running cohort and the people every test knows. Ann and Ben share a practice, Cara has another, Olive is in none. */
async function cohort(store: Store) {
  const cast = await store.transact(async (tx) => {
    await addPractice(tx, by, { code: 'Z98001', name: 'Amber Lane Surgery' })
    await addPractice(tx, by, { code: 'Z98002', name: 'Beacon Hill Practice' })
    const timetable = datesFor(slots, topics, '2026-09-11')
    const cohortId = await startCohort(tx, by, {
      programme: 'opioid-stewardship',
      name: 'Autumn 2026',
      startsOn: '2026-09-11',
      endsOn: '2027-03-31',
      timetable,
    })
    await publishCohort(tx, by, cohortId)
    const ann = await person(tx, 'Ann Example', 'GP')
    const ben = await person(tx, 'Ben Sample', 'prescribing pharmacist')
    const cara = await person(tx, 'Cara Specimen', 'GP')
    const olive = await person(tx, 'Olive Outside', 'GP')
    for (const [member, practiceCode] of [
      [ann, 'Z98001'],
      [ben, 'Z98001'],
      [cara, 'Z98002'],
    ] as const) {
      await enrol(tx, by, cohortId, { personId: member.id, practiceCode })
      await joinPractice(tx, by, member.id, practiceCode)
    }
    const fran = await staff(tx, 'Fran Facilitator', 'facilitator', cohortId)
    const rita = await staff(tx, 'Rita Reviewer', 'reviewer', cohortId)
    const ada = await staff(tx, 'Ada Admin', 'admin', null)
    return { cohortId, ann, ben, cara, olive, fran, rita, ada }
  })
  return { ...cast, sessions: await listSessions(store.reader, cast.cohortId) }
}

export type Cast = Awaited<ReturnType<typeof cohort>>
export const given = { cohort }
