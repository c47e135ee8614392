import { choice, day, index, instant, number, primaryKey, table, text, whole } from '../columns.ts'
import { people, practices } from './people.ts'
import { projects } from './projects.ts'

export const measureKinds = ['outcome', 'process', 'balancing'] as const
export type MeasureKind = (typeof measureKinds)[number]
export const measureSources = ['prescribing', 'typed'] as const
export const frequencies = ['week', 'month'] as const
export const directions = ['lower', 'higher', 'none'] as const
export const valueKinds = ['count', 'percentage'] as const

/**
 * What a project follows over time. A `prescribing` measure names one of the published definitions and a
 * practice, and is filled by imports; a `typed` one is filled by hand, numerator and denominator, never a rate.
 */
export const measures = table(
  'measures',
  {
    id: text().primaryKey(),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    title: text().notNull(),
    kind: choice(measureKinds).notNull(),
    source: choice(measureSources).notNull(),
    prescribingMeasure: text(),
    practiceCode: text().references(() => practices.code),
    every: choice(frequencies).notNull(),
    valueKind: choice(valueKinds).notNull(),
    numeratorMeans: text().notNull(),
    denominatorMeans: text(),
    unit: text().notNull(),
    decimals: whole().notNull(),
    direction: choice(directions).notNull(),
    target: number(),
    startsOn: day().notNull(),
    definedBy: text()
      .notNull()
      .references(() => people.id),
    definedAt: instant().notNull(),
    /** Retired: it keeps its figures and its page, and is no longer shown among the measures of its project. */
    retiredBy: text().references(() => people.id),
    retiredAt: instant(),
    retiredBecause: text(),
  },
  (row) => [index('measures_project').on(row.projectId)],
)

/** How a measure was worded before its team put it in other words, and why they did. Never changed. */
export const measureWordings = table(
  'measure_wordings',
  {
    id: text().primaryKey(),
    measureId: text()
      .notNull()
      .references(() => measures.id),
    title: text().notNull(),
    kind: choice(measureKinds).notNull(),
    numeratorMeans: text().notNull(),
    denominatorMeans: text(),
    unit: text().notNull(),
    direction: choice(directions).notNull(),
    target: number(),
    reason: text().notNull(),
    rewordedBy: text()
      .notNull()
      .references(() => people.id),
    rewordedAt: instant().notNull(),
  },
  (row) => [index('measure_wordings_measure').on(row.measureId)],
)

/** One period's figure of a typed measure; `period` is the first day of the week or month. */
export const points = table(
  'points',
  {
    measureId: text()
      .notNull()
      .references(() => measures.id),
    period: day().notNull(),
    numerator: number().notNull(),
    denominator: number(),
    note: text(),
    enteredBy: text()
      .notNull()
      .references(() => people.id),
    enteredAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.measureId, row.period] })],
)

/** What a figure was before somebody corrected it or took it away, and why they did. Never changed. */
export const pointCorrections = table(
  'point_corrections',
  {
    id: text().primaryKey(),
    measureId: text()
      .notNull()
      .references(() => measures.id),
    period: day().notNull(),
    numerator: number().notNull(),
    denominator: number(),
    note: text(),
    enteredBy: text()
      .notNull()
      .references(() => people.id),
    enteredAt: instant().notNull(),
    reason: text().notNull(),
    correctedBy: text()
      .notNull()
      .references(() => people.id),
    correctedAt: instant().notNull(),
  },
  (row) => [index('point_corrections_measure').on(row.measureId, row.period)],
)

export const decisionKinds = ['baseline', 'phase', 'exclusion', 'target'] as const
export type DecisionKind = (typeof decisionKinds)[number]

/**
 * What people decided about how a measure is read: a baseline held after `period`, a phase from it, its point
 * left out, a target (`value`) from it. It stands until somebody undoes it, and the row stays after that.
 */
export const chartDecisions = table(
  'chart_decisions',
  {
    id: text().primaryKey(),
    measureId: text()
      .notNull()
      .references(() => measures.id),
    kind: choice(decisionKinds).notNull(),
    period: day().notNull(),
    value: number(),
    reason: text().notNull(),
    decidedBy: text()
      .notNull()
      .references(() => people.id),
    decidedAt: instant().notNull(),
    undoneBy: text().references(() => people.id),
    undoneAt: instant(),
  },
  (row) => [index('chart_decisions_measure').on(row.measureId)],
)
