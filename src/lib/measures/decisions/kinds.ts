import type { DecisionKind } from '#db/schema/measures.ts'

interface Words {
  kind: DecisionKind
  title: string
  /** Why a team would do this, and what it costs. */
  lead: string
  period: string
  reason: string
  hint: string
  action: string
  done: string
  undo: string
  undone: string
  none: string
}

/** The pages on which a team decides how its chart is read, by the last part of their address. */
export const decisionPages: Record<string, Words> = {
  baseline: {
    kind: 'baseline',
    title: 'Baseline',
    lead: 'The median of the points up to a period is held and drawn on for all that follow. It makes a change easier to see, and gives more false alarms the fewer points it is held on. Freeze it on points from before your change: 24 or more where you have them.',
    period: 'Hold the median of the points up to',
    reason: 'Why up to then?',
    hint: 'Such as “the last month before the pharmacist clinics began”.',
    action: 'Freeze the baseline',
    done: 'Baseline frozen',
    undo: 'Release the baseline',
    undone: 'Baseline released',
    none: 'No baseline is frozen: the median is that of all the points.',
  },
  phases: {
    kind: 'phase',
    title: 'Phases',
    lead: 'From a period on, the chart gets a median of its own. Start a phase when the chart shows a lasting change, you know what caused it, and you expect it to stay. It is never started for you.',
    period: 'The phase begins with',
    reason: 'What changed, and how do you know?',
    hint: 'It is shown with the chart, with your name and the date.',
    action: 'Start the phase',
    done: 'Phase started',
    undo: 'Undo this phase',
    undone: 'Phase undone',
    none: 'The chart has one phase.',
  },
  exclusions: {
    kind: 'exclusion',
    title: 'Points left out',
    lead: 'A point that is left out stays on the chart and out of every calculation. Leave one out when its figure says nothing about your work, never because it is high or low.',
    period: 'Leave out the point of',
    reason: 'Why does it say nothing about your work?',
    hint: 'Such as “the practice was closed for two weeks after a flood”.',
    action: 'Leave the point out',
    done: 'Point left out',
    undo: 'Include the point again',
    undone: 'Point included again',
    none: 'No point is left out.',
  },
  targets: {
    kind: 'target',
    title: 'Targets over time',
    lead: 'A target that begins with a period and holds until the next one begins. The target that the measure was defined with holds until the first of them. Earlier targets stay on the chart where they held.',
    period: 'The target begins with',
    reason: 'Why this target from then on?',
    hint: 'Such as “the team agreed a second step after the first was reached”.',
    action: 'Add the target',
    done: 'Target added',
    undo: 'Undo this target',
    undone: 'Target undone',
    none: 'No target was added after the measure was defined.',
  },
}

/** The words of a decision's page, from its kind. */
export function wordsOf(kind: DecisionKind): Words & { page: string } {
  const [page, words] = Object.entries(decisionPages).find(([, each]) => each.kind === kind) ?? []
  if (!page || !words) throw new Error(`No page for ${kind}`)
  return { page, ...words }
}
