import { z } from 'zod'
import type { DecisionKind } from '#db/schema/measures.ts'
import { oneOf, typedNumber } from '#lib/fields.ts'
import { reason } from '../reason.ts'
import { type Choice, whyNoBaseline } from './rules.ts'

/** A decision about the chart: a period of those there are, a reason, and for a target its value. */
export const decisionForm = (kind: DecisionKind, choices: readonly Choice[]) =>
  z
    .object({
      period: oneOf(choices.map(({ period }) => period) as [string, ...string[]], 'Select a period'),
      reason: reason('Say why'),
      value: kind === 'target' ? typedNumber('Enter the target') : z.undefined().optional(),
      knowsThePrice: z.literal('on').optional(),
    })
    .superRefine(({ period, knowsThePrice }, context) => {
      if (kind !== 'baseline') return
      const points = choices.find((choice) => choice.period === period)?.points ?? 0
      const message = whyNoBaseline(points, knowsThePrice === 'on')
      if (message) context.addIssue({ code: 'custom', path: ['period'], message })
    })

/** Undoing asks nothing: the button is the decision. */
export const undoForm = z.object({})
