import { sql } from 'drizzle-orm'
import {
  choice,
  flag,
  index,
  instant,
  json,
  primaryKey,
  table,
  text,
  uniqueIndex,
  whole,
} from '../columns.ts'
import { cohorts } from './cohorts.ts'
import { people, professions } from './people.ts'

/** Who keeps the register that a clinician is on. */
export const registrationBodies = ['GMC', 'GPhC', 'NMC', 'HCPC'] as const
export type RegistrationBody = (typeof registrationBodies)[number]

/** The dates that were asked about, and those of them that the applicant cannot keep free. */
export interface Availability {
  asked: string[]
  cannot: string[]
}

/**
 * Somebody asks for a place in a cohort. They have no account: they come back by a link (`applicationLinks`). An
 * empty column has not been answered yet; without `submittedAt` it is a draft.
 */
export const applications = table(
  'applications',
  {
    id: text().primaryKey(),
    cohortId: text()
      .notNull()
      .references(() => cohorts.id),
    email: text().notNull(),
    name: text(),
    profession: choice(professions),
    registrationBody: choice(registrationBodies),
    registrationNumber: text(),
    /** Empty text when the applicant does not know it. */
    practiceCode: text(),
    practiceName: text(),
    /** False when the applicant typed it because the register does not have it. */
    practiceFound: flag(),
    focusArea: text(),
    why: text(),
    availability: json<Availability>(),
    startedAt: instant().notNull(),
    changedAt: instant().notNull(),
    submittedAt: instant(),
    withdrawnAt: instant(),
  },
  (row) => [
    uniqueIndex('applications_live').on(row.cohortId, row.email).where(sql`withdrawn_at is null`),
    index('applications_changed').on(row.changedAt),
  ],
)

/** Ways back to an application. Only the SHA-256 of the secret is kept. */
export const applicationLinks = table(
  'application_links',
  {
    secretHash: text().primaryKey(),
    applicationId: text()
      .notNull()
      .references(() => applications.id),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
  },
  (row) => [index('application_links_application').on(row.applicationId)],
)

/** Each time somebody asked for a link, so that no mailbox is filled from here. `account`: SHA-256 of the address. */
export const applicationRequests = table(
  'application_requests',
  { id: whole().primaryKey(), account: text().notNull(), at: instant().notNull() },
  (row) => [
    index('application_requests_account').on(row.account, row.at),
    index('application_requests_at').on(row.at),
  ],
)

export const promiseKinds = ['applicant', 'employer', 'prescriber'] as const
export type PromiseKind = (typeof promiseKinds)[number]
export const promiseAnswers = ['agreed', 'declined', 'not applicable'] as const
export type PromiseAnswer = (typeof promiseAnswers)[number]
export const promiseEndings = ['changed by the applicant', 'taken back'] as const

/**
 * One of the promises behind an application, and who is asked for it. At most one of a kind counts; the earlier
 * ones stay, with how they ended.
 */
export const promises = table(
  'promises',
  {
    id: text().primaryKey(),
    applicationId: text()
      .notNull()
      .references(() => applications.id),
    kind: choice(promiseKinds).notNull(),
    name: text(),
    email: text(),
    madeAt: instant().notNull(),
    /** When the sponsor was last asked; empty before the application is submitted. */
    askedAt: instant(),
    expiresAt: instant(),
    answer: choice(promiseAnswers),
    /** Why not, or why it does not apply. */
    because: text(),
    answeredAt: instant(),
    endedAt: instant(),
    ended: choice(promiseEndings),
  },
  (row) => [
    uniqueIndex('promises_counting').on(row.applicationId, row.kind).where(sql`ended_at is null`),
    index('promises_application').on(row.applicationId),
    index('promises_asked').on(row.askedAt),
  ],
)

export const promiseLinkPurposes = ['answer', 'take back'] as const
export type PromiseLinkPurpose = (typeof promiseLinkPurposes)[number]

/** What opens a sponsor's page. A used link is kept, so that it can say so kindly. */
export const promiseLinks = table(
  'promise_links',
  {
    secretHash: text().primaryKey(),
    promiseId: text()
      .notNull()
      .references(() => promises.id),
    purpose: choice(promiseLinkPurposes).notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (row) => [index('promise_links_promise').on(row.promiseId)],
)

/** Letters about a promise without an answer: 1 and 2 remind the sponsor, 3 tells the applicant that time is up. */
export const promiseReminders = table(
  'promise_reminders',
  {
    promiseId: text()
      .notNull()
      .references(() => promises.id),
    number: whole().notNull(),
    sentAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.promiseId, row.number] })],
)

/** What a sponsor asked before answering. */
export const promiseQuestions = table(
  'promise_questions',
  {
    id: text().primaryKey(),
    promiseId: text()
      .notNull()
      .references(() => promises.id),
    question: text().notNull(),
    askedAt: instant().notNull(),
  },
  (row) => [index('promise_questions_promise').on(row.promiseId)],
)

export const applicationDecisions = ['shortlisted', 'offered', 'waiting list', 'declined'] as const
export type ApplicationDecision = (typeof applicationDecisions)[number]

/** What the facilitators decided. The latest counts, the earlier ones stay. */
export const decisions = table(
  'application_decisions',
  {
    id: text().primaryKey(),
    applicationId: text()
      .notNull()
      .references(() => applications.id),
    decision: choice(applicationDecisions).notNull(),
    reason: text().notNull(),
    decidedBy: text()
      .notNull()
      .references(() => people.id),
    decidedAt: instant().notNull(),
  },
  (row) => [index('application_decisions_application').on(row.applicationId, row.decidedAt)],
)

/** A numbered place in a cohort that somebody was offered. The same number is never taken twice at once. */
export const places = table(
  'application_places',
  {
    id: text().primaryKey(),
    applicationId: text()
      .notNull()
      .references(() => applications.id),
    cohortId: text()
      .notNull()
      .references(() => cohorts.id),
    number: whole().notNull(),
    personId: text()
      .notNull()
      .references(() => people.id),
    takenAt: instant().notNull(),
    givenBackAt: instant(),
  },
  (row) => [
    uniqueIndex('application_places_number').on(row.cohortId, row.number).where(sql`given_back_at is null`),
    uniqueIndex('application_places_held').on(row.applicationId).where(sql`given_back_at is null`),
  ],
)

/** A letter of one cohort as its facilitators reworded it. Without a row the letter is as the code has it. */
export const letterTemplates = table(
  'letter_templates',
  {
    cohortId: text()
      .notNull()
      .references(() => cohorts.id),
    letter: text().notNull(),
    subject: text().notNull(),
    body: text().notNull(),
    changedBy: text()
      .notNull()
      .references(() => people.id),
    changedAt: instant().notNull(),
  },
  (row) => [primaryKey({ columns: [row.cohortId, row.letter] })],
)
