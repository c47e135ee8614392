import { eq, max } from 'drizzle-orm'
import {
  cycleDecisions,
  cycleStages,
  cycles,
  type Decision,
  type Stage,
  type scales,
} from '#db/schema/pdsa.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import type { Day } from '#lib/day.ts'
import { newId } from '#lib/ids.ts'
import { markOf } from '#lib/mark.ts'
import { Refusal } from '#lib/refusal.ts'
import { nextStage } from './stages.ts'

export interface Plan {
  title: string
  question: string
  change: string
  prediction: string
  scale: (typeof scales)[number]
  measureId: string | null
  startsOn: Day
  endsOn: Day
}

/** Plans a project's next cycle; its number follows from those before it. */
export async function planCycle(tx: Tx, by: By, projectId: string, plan: Plan): Promise<string> {
  const id = newId()
  const [last] = await tx
    .select({ number: max(cycles.number) })
    .from(cycles)
    .where(eq(cycles.projectId, projectId))
  const number = (last?.number ?? 0) + 1
  await tx
    .insert(cycles)
    .values({ id, projectId, number, ...wordsOf(plan), plannedBy: by.personId, plannedAt: by.at })
  await audit(tx, by, 'cycle.planned', id, { projectId, number, measureId: plan.measureId })
  return id
}

/** Puts a plan right before anything has been observed. */
export async function replanCycle(tx: Tx, by: By, cycleId: string, plan: Plan) {
  const { recorded } = await standing(tx, cycleId)
  if (recorded.length > 0)
    throw new Refusal('prediction', 'What happened has been written down meanwhile, so the plan stands')
  await tx.update(cycles).set(wordsOf(plan)).where(eq(cycles.id, cycleId))
  await audit(tx, by, 'cycle.replanned', cycleId, { startsOn: plan.startsOn, endsOn: plan.endsOn })
}

/**
 * Writes down what happened or what was learned. Written again before the cycle is closed, the latest stands.
 * `drawn` is the mark of the notes that the form was drawn from: what a colleague wrote since is not written over.
 */
export async function recordStage(
  tx: Tx,
  by: By,
  cycleId: string,
  input: { stage: 'do' | 'study'; notes: string; drawn?: string },
) {
  const { stage, notes, drawn } = input
  const stored = await refuseUnlessOpen(tx, cycleId, stage)
  if (drawn !== undefined && ![drawn, markOf(notes)].includes(markOf(stored)))
    throw new Refusal(
      'notes',
      'Somebody has saved these notes after you opened this page. Put the newer text and yours together, and save again',
    )
  const stamp = { notes, recordedBy: by.personId, recordedAt: by.at }
  await tx
    .insert(cycleStages)
    .values({ cycleId, stage, ...stamp })
    .onConflictDoUpdate({ target: [cycleStages.cycleId, cycleStages.stage], set: stamp })
  await audit(tx, by, 'cycle.stage_recorded', cycleId, { stage })
}

/** The act stage: a decision with its reason, which closes the cycle for good. */
export async function closeCycle(
  tx: Tx,
  by: By,
  cycleId: string,
  input: { decision: Decision; notes: string },
) {
  const { decision, notes } = input
  await refuseUnlessOpen(tx, cycleId, 'act')
  const stamp = { recordedBy: by.personId, recordedAt: by.at }
  await tx.insert(cycleStages).values({ cycleId, stage: 'act', notes, ...stamp })
  await tx.insert(cycleDecisions).values({ cycleId, decision, decidedBy: by.personId, decidedAt: by.at })
  await audit(tx, by, 'cycle.closed', cycleId, { decision })
}

async function standing(tx: Tx, cycleId: string) {
  const rows = await tx
    .select({ stage: cycleStages.stage, notes: cycleStages.notes })
    .from(cycleStages)
    .where(eq(cycleStages.cycleId, cycleId))
  return { rows, recorded: rows.map(({ stage }) => stage) }
}

/**
 * What a page saw may have changed by the time it is posted: a colleague works on the same cycle. Answers the
 * stage's notes as they stand.
 */
async function refuseUnlessOpen(tx: Tx, cycleId: string, stage: Stage) {
  const { rows, recorded } = await standing(tx, cycleId)
  if (recorded.includes('act'))
    throw new Refusal('notes', 'This cycle has been closed meanwhile, so nothing was saved')
  if (!recorded.includes(stage) && nextStage(recorded) !== stage) throw new Error(`Stage ${stage} is not due`)
  return rows.find((row) => row.stage === stage)?.notes
}

/** The plan's own columns, whatever else the caller's object holds. */
const wordsOf = ({ title, question, change, prediction, scale, measureId, startsOn, endsOn }: Plan) => ({
  title,
  question,
  change,
  prediction,
  scale,
  measureId,
  startsOn,
  endsOn,
})
