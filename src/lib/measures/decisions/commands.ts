import { and, eq, isNull } from 'drizzle-orm'
import type { DecisionKind } from '#db/schema/measures.ts'
import { chartDecisions } from '#db/schema/measures.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import type { Day } from '#lib/day.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusal.ts'
import { whyNotBeside } from './rules.ts'

interface NewDecision {
  kind: DecisionKind
  period: Day
  value?: number | null
  reason: string
}

/** Writes down what a team decided about how its measure is read. Nothing that stands is overwritten. */
export async function decide(tx: Tx, by: By, measureId: string, input: NewDecision): Promise<string> {
  const { kind, period, value = null, reason } = input
  const stands = await tx
    .select()
    .from(chartDecisions)
    .where(
      and(
        eq(chartDecisions.measureId, measureId),
        eq(chartDecisions.kind, kind),
        isNull(chartDecisions.undoneAt),
      ),
    )
  const refused = whyNotBeside(kind, period, stands)
  if (refused) throw new Refusal('period', refused)
  const id = newId()
  await tx.insert(chartDecisions).values({
    id,
    measureId,
    kind,
    period,
    value,
    reason,
    decidedBy: by.personId,
    decidedAt: by.at,
  })
  await audit(tx, by, 'measure.decision_made', measureId, { decision: id, kind, period })
  return id
}

/** Undoes a decision. Its row stays, with who undid it and when. */
export async function undoDecision(tx: Tx, by: By, decisionId: string, input: { measureId: string }) {
  const own = and(eq(chartDecisions.id, decisionId), eq(chartDecisions.measureId, input.measureId))
  const [decision] = await tx.select().from(chartDecisions).where(own)
  if (!decision) throw new Refusal('form', 'This decision is not there')
  if (decision.undoneAt) throw new Refusal('form', 'A colleague has undone this already')
  await tx.update(chartDecisions).set({ undoneBy: by.personId, undoneAt: by.at }).where(own)
  const { kind, period } = decision
  await audit(tx, by, 'measure.decision_undone', input.measureId, { decision: decisionId, kind, period })
}
