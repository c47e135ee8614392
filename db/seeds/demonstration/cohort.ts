import type { Store, Tx } from '#db/store.ts'
import { type By, systemBy } from '#lib/auth/by.ts'
import { grantRole, setPassword } from '#lib/auth/commands.ts'
import { hashPassword } from '#lib/auth/password-hash.ts'
import { enrol, publishCohort, startCohort } from '#lib/cohorts/commands.ts'
import { addDays, type Day, dayOf, mondayOf } from '#lib/day.ts'
import { addPerson, addPractice, joinPractice } from '#lib/people/commands.ts'
import { DEMONSTRATION_PASSWORD } from '#lib/people/demonstration.ts'
import { readProgramme } from '#lib/programmes/programme-files.ts'
import { changeSession } from '#lib/sessions/commands.ts'
import { listSessions, type Session } from '#lib/sessions/queries.ts'
import { datesFor } from '#lib/sessions/timetable.ts'
import { type CastMember, members, practices, staff } from './cast.ts'

/** Today lies this many weeks after the first week: between sessions 4 and 5, in the long action period. */
const WEEKS_BEFORE_TODAY = 14
export const PROGRAMME = 'opioid-stewardship'

export interface Player extends CastMember {
  id: string
}

export interface Scene {
  today: Day
  cohortId: string
  sessions: Session[]
  players: Player[]
  facilitators: Player[]
  reviewer: Player
  admin: Player
}

/** An instant on a day, for the commands that were run then. */
export const at = (day: Day, time = '10:00:00') => new Date(`${day}T${time}Z`)

async function arrive(tx: Tx, by: By, person: CastMember, hash: string): Promise<Player> {
  const { name, email, profession, practiceCode } = person
  const id = await addPerson(tx, by, { name, email, profession })
  await setPassword(tx, by, id, hash)
  if (practiceCode) await joinPractice(tx, by, id, practiceCode)
  return { ...person, id }
}

/** The programme's real timetable moved by whole weeks, the practices, and everyone with their place. */
export async function startTheCohort(store: Store, now: Date): Promise<Scene> {
  const today = dayOf(now)
  const firstMonday = addDays(mondayOf(today), -7 * WEEKS_BEFORE_TODAY)
  const { slots, topics } = await readProgramme(PROGRAMME)
  const timetable = datesFor(slots, topics, firstMonday)
  const startsOn = timetable[0]?.heldOn ?? firstMonday
  const endsOn = timetable.at(-1)?.heldOn ?? firstMonday
  const by = systemBy('demonstration', at(addDays(startsOn, -28)))
  const everyone = [...members, ...staff.facilitators, staff.reviewer, staff.admin]
  const hashes = await Promise.all(everyone.map(() => hashPassword(DEMONSTRATION_PASSWORD)))

  return store.transact(async (tx) => {
    for (const practice of practices) await addPractice(tx, by, practice)
    const name = `${seasonOf(startsOn)} ${startsOn.slice(0, 4)}`
    const cohortId = await startCohort(tx, by, { programme: PROGRAMME, name, startsOn, endsOn, timetable })
    await giveLinks(tx, by, cohortId)
    await publishCohort(tx, by, cohortId)
    const arrived: Player[] = []
    for (const [index, person] of everyone.entries())
      arrived.push(await arrive(tx, by, person, hashes[index] ?? ''))
    const players = arrived.slice(0, members.length)
    const [first, second, reviewer, admin] = arrived.slice(members.length) as [Player, Player, Player, Player]
    for (const { id, practiceCode } of players) await enrol(tx, by, cohortId, { personId: id, practiceCode })
    for (const { id } of [first, second])
      await grantRole(tx, by, { personId: id, role: 'facilitator', cohortId })
    await grantRole(tx, by, { personId: reviewer.id, role: 'reviewer', cohortId })
    await grantRole(tx, by, { personId: admin.id, role: 'admin', cohortId: null })
    const sessions = await listSessions(tx, cohortId)
    return { today, cohortId, sessions, players, facilitators: [first, second], reviewer, admin }
  })
}

/** Where each online session is joined: addresses that cannot exist. */
export async function giveLinks(tx: Tx, by: By, cohortId: string) {
  for (const { id, topic, heldOn, startsAt, endsAt, place } of await listSessions(tx, cohortId)) {
    const joinUrl = place === 'online' ? `https://meet.example.org/${topic}` : null
    await changeSession(tx, by, id, { heldOn, startsAt, endsAt, place, joinUrl, reason: '' })
  }
}

export function seasonOf(day: Day): string {
  const month = Number(day.slice(5, 7))
  if (month <= 2 || month === 12) return 'Winter'
  if (month <= 5) return 'Spring'
  return month <= 8 ? 'Summer' : 'Autumn'
}
