import { choice, index, instant, json, month, number, primaryKey, table, text, whole } from '../columns.ts'

export const areaKinds = ['country', 'sub-ICB location'] as const

/** An area whose practices are summed and compared: England (ENG) and its sub-ICB locations. */
export const areas = table('areas', {
  code: text().primaryKey(),
  kind: choice(areaKinds).notNull(),
  name: text().notNull(),
})

/** One measure of all practices of an area in a month: their sums, never the mean of their rates, and how they spread. */
export const areaFigures = table(
  'area_figures',
  {
    area: text()
      .notNull()
      .references(() => areas.code),
    measure: text().notNull(),
    month: month().notNull(),
    /** Practices with a value. */
    practices: whole().notNull(),
    numerator: number().notNull(),
    denominator: number().notNull(),
    /** The nine deciles of their values, lowest first; null where too few practices have one. */
    deciles: json<number[]>(),
  },
  (row) => [
    primaryKey({ columns: [row.area, row.measure, row.month] }),
    index('area_figures_month').on(row.month),
  ],
)

/** A month whose area figures are to be formed anew, because something that they rest on has changed. */
export const areaMonthsDue = table('area_months_due', {
  month: month().primaryKey(),
  askedAt: instant().notNull(),
})

/** A month whose area figures stand, and the definitions they were formed with: other definitions make it due. */
export const areaMonthsFormed = table('area_months_formed', {
  month: month().primaryKey(),
  definitionVersion: text().notNull(),
  formedAt: instant().notNull(),
})
