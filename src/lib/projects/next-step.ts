import type { MeasureKind } from '#db/schema/measures.ts'
import type { Decision, Stage } from '#db/schema/pdsa.ts'
import { type Day, longDay } from '#lib/day.ts'
import { leadsOn, nextStage, stageDoors } from '#lib/pdsa/stages.ts'

interface MeasureFacts {
  id: string
  title: string
  kind: MeasureKind
  /** Periods that are over and have no figure. */
  missing: number
}

interface CycleFacts {
  id: string
  number: number
  startsOn: Day
  endsOn: Day
  recorded: readonly Stage[]
  decision: Decision | null
}

export interface ProjectFacts {
  hasAim: boolean
  measures: readonly MeasureFacts[]
  /** In the order of their numbers. */
  cycles: readonly CycleFacts[]
}

type Door =
  | { to: 'aim' | 'new measure' | 'new cycle' | 'project' }
  | { to: 'next cycle'; cycleId: string }
  | { to: 'cycle'; cycleId: string }
  | { to: 'stage'; cycleId: string; stage: Stage }
  | { to: 'points'; measureId: string }

/** One thing to do now: what, why, and the words on the door that leads there. */
export type NextStep = { heading: string; why: string; action: string } & Door

/** The first thing that is missing, in the order in which a project grows. Advice: nothing is locked behind it. */
export function nextStepOf({ hasAim, measures, cycles }: ProjectFacts, today: Day): NextStep {
  if (!hasAim) {
    return {
      heading: 'Set your aim',
      why: 'How much, by when, for whom: everything else is read against it.',
      action: 'Set the aim',
      to: 'aim',
    }
  }
  if (measures.length === 0) {
    return {
      heading: 'Choose your first measure',
      why: 'Without figures over time nobody can say whether a change was an improvement.',
      action: 'Choose a measure',
      to: 'new measure',
    }
  }
  return (
    stageDue(cycles, today) ??
    figuresMissing(measures) ??
    cycleToPlan(cycles) ??
    balance(measures) ??
    onTheWay(cycles)
  )
}

function stageDue(cycles: readonly CycleFacts[], today: Day): NextStep | undefined {
  for (const { id, number, endsOn, recorded, decision } of cycles) {
    const stage = decision ? null : nextStage(recorded)
    if (!stage || (stage === 'do' && endsOn > today)) continue
    return { heading: stageHeading[stage](number), ...stageDoors[stage], to: 'stage', cycleId: id, stage }
  }
  return undefined
}

const stageHeading: Record<Stage, (number: number) => string> = {
  do: (number) => `Write down what happened in cycle ${number}`,
  study: (number) => `Compare cycle ${number} with your prediction`,
  act: (number) => `Decide what comes of cycle ${number}`,
}

function figuresMissing(measures: readonly MeasureFacts[]): NextStep | undefined {
  const measure = measures.find(({ missing }) => missing > 0)
  return (
    measure && {
      heading: `Add ${measure.missing} ${measure.missing === 1 ? 'figure' : 'figures'}`,
      why: `${measure.title}: the oldest one that is missing comes first.`,
      action: 'Add figures',
      to: 'points',
      measureId: measure.id,
    }
  )
}

function cycleToPlan(cycles: readonly CycleFacts[]): NextStep | undefined {
  const last = cycles.at(-1)
  if (!last) {
    return {
      heading: 'Plan your first cycle',
      why: 'Start small: one patient, one clinician, one session. Write down what you predict.',
      action: 'Plan a cycle',
      to: 'new cycle',
    }
  }
  if (cycles.some(({ decision }) => decision === null)) return undefined
  if (!leadsOn(last.decision)) {
    return {
      heading: 'Plan another cycle',
      why: `Cycle ${last.number} was abandoned. What it taught you may suggest another change.`,
      action: 'Plan a cycle',
      to: 'new cycle',
    }
  }
  return {
    heading: 'Plan the next cycle',
    why: `Cycle ${last.number} was ${last.decision === 'adopt' ? 'adopted: test it where it is harder' : 'adapted: test it again as changed'}.`,
    action: 'Plan the next cycle',
    to: 'next cycle',
    cycleId: last.id,
  }
}

function balance(measures: readonly MeasureFacts[]): NextStep | undefined {
  if (measures.some(({ kind }) => kind === 'balancing')) return undefined
  return {
    heading: 'Add a balancing measure',
    why: 'A falling line alone is not an improvement: follow what might get worse meanwhile.',
    action: 'Choose a balancing measure',
    to: 'new measure',
  }
}

function onTheWay(cycles: readonly CycleFacts[]): NextStep {
  const open = cycles.find(({ decision }) => decision === null)
  return {
    heading: 'Look at your charts together',
    why: open
      ? `Cycle ${open.number} runs until ${longDay(open.endsOn)}. Everything else is up to date.`
      : 'Everything is up to date.',
    action: open ? `Open cycle ${open.number}` : 'Open the project',
    ...(open ? { to: 'cycle' as const, cycleId: open.id } : { to: 'project' as const }),
  }
}
