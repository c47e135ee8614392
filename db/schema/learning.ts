import { flag, index, instant, json, primaryKey, table, text, whole } from '../columns.ts'
import { people } from './people.ts'

/**
 * What people keep of what they learn. `page` is an entry of the content (`toolkit/pdsa`,
 * `opioid-stewardship/why-this-is-a-focus`), `item` an id inside it; both are never used for something else, and what
 * was asked is kept in words, because a text may change or go.
 */
export const readItems = table(
  'read_items',
  {
    personId: text()
      .notNull()
      .references(() => people.id),
    page: text().notNull(),
    item: text().notNull(),
    readAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.personId, row.page, row.item] })],
)

/** One go at the knowledge check of a page. There may be any number. */
export const checkAttempts = table(
  'check_attempts',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id),
    page: text().notNull(),
    attemptedAt: instant().notNull(),
  },
  (row) => [index('check_attempts_person').on(row.personId, row.page, row.attemptedAt)],
)

/** What was chosen in an attempt, in the words of that day. */
export const checkAnswers = table(
  'check_answers',
  {
    attemptId: text()
      .notNull()
      .references(() => checkAttempts.id),
    question: text().notNull(),
    position: whole().notNull(),
    option: text().notNull(),
    right: flag().notNull(),
    questionText: text().notNull(),
    optionText: text().notNull(),
  },
  (row) => [primaryKey({ columns: [row.attemptId, row.question] })],
)

/** What a person wrote at a prompt. Nobody else reads it unless `sharedAt` is set. */
export const reflections = table(
  'reflections',
  {
    personId: text()
      .notNull()
      .references(() => people.id),
    page: text().notNull(),
    prompt: text().notNull(),
    promptText: text().notNull(),
    text: text().notNull(),
    writtenAt: instant().notNull(),
    /** Since when the facilitators of the person's cohorts may read it. */
    sharedAt: instant(),
  },
  (row) => [primaryKey({ columns: [row.personId, row.page, row.prompt] })],
)

/** How sure a person felt of each mechanism of a programme, from 1 (not at all) to 5 (fully), on one occasion. */
export const confidenceRatings = table(
  'confidence_ratings',
  {
    id: text().primaryKey(),
    personId: text()
      .notNull()
      .references(() => people.id),
    programme: text().notNull(),
    ratedAt: instant().notNull(),
    ratings: json<Record<string, number>>().notNull(),
  },
  (row) => [index('confidence_ratings_person').on(row.personId, row.programme, row.ratedAt)],
)

/** A page or a resource that a person wants to find again; `subject` is `resources/…`, `toolkit/…` or a session's page. */
export const bookmarks = table(
  'bookmarks',
  {
    personId: text()
      .notNull()
      .references(() => people.id),
    subject: text().notNull(),
    keptAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.personId, row.subject] })],
)
