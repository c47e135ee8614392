import { choice, day, index, instant, number, primaryKey, table, text } from '../columns.ts'
import { cohorts } from './cohorts.ts'
import { people, practices } from './people.ts'

/** A team's improvement work at one practice. */
export const projects = table(
  'projects',
  {
    id: text().primaryKey(),
    cohortId: text()
      .notNull()
      .references(() => cohorts.id),
    practiceCode: text().references(() => practices.code),
    title: text().notNull(),
    focusArea: text().notNull(),
    problem: text().notNull(),
    startedBy: text()
      .notNull()
      .references(() => people.id),
    startedAt: instant().notNull(),
  },
  (row) => [index('projects_cohort').on(row.cohortId)],
)

export const projectParts = ['lead', 'member'] as const
export type ProjectPart = (typeof projectParts)[number]

export const projectMembers = table(
  'project_members',
  {
    projectId: text()
      .notNull()
      .references(() => projects.id),
    personId: text()
      .notNull()
      .references(() => people.id),
    part: choice(projectParts).notNull(),
    joinedAt: instant().notNull(),
  },
  (row) => [
    primaryKey({ columns: [row.projectId, row.personId] }),
    index('project_members_person').on(row.personId),
  ],
)

/** How much, by when, for whom. Setting an aim again adds a row: the latest stands, the earlier ones show how it moved. */
export const aims = table(
  'aims',
  {
    id: text().primaryKey(),
    projectId: text()
      .notNull()
      .references(() => projects.id),
    change: text().notNull(),
    fromValue: number(),
    toValue: number().notNull(),
    unit: text().notNull(),
    byWhen: day().notNull(),
    forWhom: text().notNull(),
    setBy: text()
      .notNull()
      .references(() => people.id),
    setAt: instant().notNull(),
  },
  (row) => [index('aims_project').on(row.projectId, row.setAt)],
)
