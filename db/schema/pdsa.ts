import { choice, day, index, instant, primaryKey, table, text, unique, whole } from '../columns.ts'
import { measures } from './measures.ts'
import { people } from './people.ts'
import { projects } from './projects.ts'

export const scales = [
  'one patient',
  'one clinician',
  'one session',
  'the practice',
  'several practices',
] as const

/** A PDSA cycle. Its plan is here, prediction first; what came of it is in the stages. */
export const cycles = table(
  'cycles',
  {
    id: text().primaryKey(),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    number: whole().notNull(),
    title: text().notNull(),
    question: text().notNull(),
    change: text().notNull(),
    prediction: text().notNull(),
    scale: choice(scales).notNull(),
    measureId: text().references(() => measures.id),
    startsOn: day().notNull(),
    endsOn: day().notNull(),
    plannedBy: text()
      .notNull()
      .references(() => people.id),
    plannedAt: instant().notNull(),
  },
  (row) => [unique('cycles_project_number').on(row.projectId, row.number)],
)

export const stages = ['do', 'study', 'act'] as const
export type Stage = (typeof stages)[number]

/** What was observed (do), how it compares with the prediction (study), what is next (act). */
export const cycleStages = table(
  'cycle_stages',
  {
    cycleId: text()
      .notNull()
      .references(() => cycles.id),
    stage: choice(stages).notNull(),
    notes: text().notNull(),
    recordedBy: text()
      .notNull()
      .references(() => people.id),
    recordedAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.cycleId, row.stage] })],
)

export const decisions = ['adopt', 'adapt', 'abandon'] as const
export type Decision = (typeof decisions)[number]

/** How a cycle was closed; made with its act stage. */
export const cycleDecisions = table(
  'cycle_decisions',
  {
    cycleId: text()
      .primaryKey()
      .references(() => cycles.id),
    decision: choice(decisions).notNull(),
    decidedBy: text()
      .notNull()
      .references(() => people.id),
    decidedAt: instant().notNull(),
  },
  (row) => [index('cycle_decisions_decision').on(row.decision)],
)
