import type { Store, Tx } from '#db/store.ts'
import { type By, personBy } from '#lib/auth/by.ts'
import { addDays, addMonths, type Day, mondayOf, monthOf } from '#lib/day.ts'
import { defineMeasure, followPrescribing, recordPoints } from '#lib/measures/commands.ts'
import { decide } from '#lib/measures/decisions/commands.ts'
import { closeCycle, planCycle, recordStage } from '#lib/pdsa/commands.ts'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { chooseTeam, setAim, startProject } from '#lib/projects/commands.ts'
import { at, type Player, type Scene } from './cohort.ts'
import type { CycleStory, MeasureStory, ProjectStory } from './stories.ts'
import { early } from './stories-early.ts'
import { farAlong } from './stories-far-along.ts'

interface Place {
  tx: Tx
  lead: Player
  project: { id: string; practiceCode: string | null }
  /** The Monday of a week of the programme; week 0 is its first. */
  mondayOfWeek: (week: number) => Day
  today: Day
}

const onDay = ({ lead }: Place, day: Day): By => personBy(lead.id, at(day, '17:30:00'))

/** Every team's project as it stands today. Answers the ids, in the order of the stories. */
export async function fillProjects(store: Store, scene: Scene): Promise<string[]> {
  const ids: string[] = []
  for (const story of [...farAlong, ...early]) ids.push(await store.transact((tx) => tell(tx, scene, story)))
  return ids
}

async function tell(
  tx: Tx,
  { cohortId, players, sessions, today }: Scene,
  story: ProjectStory,
): Promise<string> {
  const [lead, ...others] = story.team.map((place) => players[place]).filter((player) => player !== undefined)
  if (!lead) throw new Error(`${story.title} has no lead`)
  const monday = mondayOf(sessions[0]?.heldOn ?? today)
  const mondayOfWeek = (week: number) => addDays(monday, week * 7)
  const began = personBy(lead.id, at(addDays(mondayOfWeek(story.week), 2)))
  const { title, focusArea, problem, aim } = story
  const { practiceCode } = lead
  const id = await startProject(tx, began, cohortId, { title, focusArea, problem, practiceCode })
  await chooseTeam(
    tx,
    began,
    id,
    others.map((player) => player.id),
  )
  if (aim) {
    const { from, to, ...words } = aim
    const byWhen = sessions.at(-2)?.heldOn ?? today
    await setAim(tx, began, id, { ...words, fromValue: from, toValue: to, byWhen })
  }
  const place: Place = { tx, lead, project: { id, practiceCode }, mondayOfWeek, today }
  for (const { id: measure, kind, target = null, baseline } of story.prescribing ?? []) {
    const definition = findMeasure(measure)
    if (!definition) continue
    const followed = await followPrescribing(tx, began, place.project, { definition, kind, target })
    const period = `${addMonths(monthOf(monday), -1)}-01`
    if (baseline) await decide(tx, began, followed, { kind: 'baseline', period, reason: baseline })
  }
  let followed: string | null = null
  for (const measure of story.typed ?? []) followed = await countWeekly(place, measure)
  for (const cycle of story.cycles ?? []) await runCycle(place, cycle, followed)
  return id
}

async function countWeekly(place: Place, story: MeasureStory): Promise<string> {
  const { fromWeek, weeks, ...words } = story
  const target = story.target ?? null
  const { tx, project, mondayOfWeek, today } = place
  const startsOn = mondayOfWeek(fromWeek)
  const by = onDay(place, startsOn)
  const measure = { ...words, every: 'week', valueKind: 'percentage', unit: '%', target, startsOn } as const
  const id = await defineMeasure(tx, by, project, measure)
  for (const [index, [numerator, denominator]] of weeks.entries()) {
    const period = addDays(startsOn, index * 7)
    if (addDays(period, 6) >= today) break
    const row = { figure: { numerator, denominator, note: null }, cleared: false }
    await recordPoints(tx, onDay(place, addDays(period, 7)), id, { rows: { [period]: row } })
  }
  return id
}

async function runCycle(place: Place, story: CycleStory, measureId: string | null) {
  const { tx, project, mondayOfWeek } = place
  const { fromWeek, toWeek, happened, learned, decision, ...words } = story
  const startsOn = mondayOfWeek(fromWeek)
  const endsOn = addDays(mondayOfWeek(toWeek), 4)
  const plan = { ...words, measureId, startsOn, endsOn }
  const id = await planCycle(tx, onDay(place, addDays(startsOn, -3)), project.id, plan)
  const afterwards = onDay(place, addDays(endsOn, 1))
  if (happened) await recordStage(tx, afterwards, id, { stage: 'do', notes: happened })
  if (learned) await recordStage(tx, afterwards, id, { stage: 'study', notes: learned })
  if (decision) await closeCycle(tx, afterwards, id, { decision: decision[0], notes: decision[1] })
}
