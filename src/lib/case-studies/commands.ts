import { eq, sql } from 'drizzle-orm'
import {
  caseStudies,
  caseStudySections,
  type ReviewDecision,
  reviews,
  submissions,
} from '#db/schema/case-studies.ts'
import type { Tx } from '#db/store.ts'
import { audit } from '#lib/audit/commands.ts'
import type { By } from '#lib/auth/by.ts'
import { award } from '#lib/certificates/commands.ts'
import { dayOf } from '#lib/day.ts'
import { CLASHES, compare, type Marks } from '#lib/drawn.ts'
import { newId } from '#lib/ids.ts'
import { queueMail } from '#lib/mail/commands.ts'
import { Refusal } from '#lib/refusal.ts'
import { boxesOf } from './drawn.ts'
import { acceptedLetter, returnedLetter, submittedLetter } from './letters.ts'
import { type CaseStudy, findLatest, getBoxes, getDraft, listReviewers } from './queries.ts'
import { fieldOf, missingFrom, type Texts } from './sections.ts'
import { isOpen, stateOf } from './state.ts'

type Study = Pick<CaseStudy, 'id' | 'cohortId' | 'author' | 'cohort'>

/** Starts a member's one case study in a cohort. Answers its id. */
export async function startCaseStudy(
  tx: Tx,
  by: By,
  cohortId: string,
  { title, projectId }: { title: string; projectId: string | null },
): Promise<string> {
  const id = newId()
  const started = await tx
    .insert(caseStudies)
    .values({ id, cohortId, authorId: by.personId, projectId, title, startedAt: by.at })
    .onConflictDoNothing()
    .returning({ id: caseStudies.id })
  if (started.length === 0)
    throw new Refusal('title', 'You already have a case study in this cohort. Go on with that one')
  await audit(tx, by, 'case_study.started', id, { cohortId, projectId })
  return id
}

interface Draft {
  title: string
  projectId: string | null
  sections: Texts
}

/**
 * Keeps what has been written so far, finished or not. With the marks of what the form was drawn from, it writes
 * only what was changed since, and refuses what another tab has changed too: nothing is ever wiped.
 */
export async function saveDraft(tx: Tx, by: By, study: Pick<Study, 'id'>, draft: Draft, drawn?: Marks) {
  await refuseWhenClosed(tx, study.id, 'title')
  const stored = await getBoxes(tx, study.id)
  const typed = boxesOf(draft)
  const { changed, clashes } = drawn
    ? compare(typed, drawn, stored)
    : { changed: Object.keys(typed), clashes: [] }
  if (clashes[0]) throw new Refusal(clashes[0], CLASHES)
  const { title, projectId } = draft
  if (changed.includes('title'))
    await tx.update(caseStudies).set({ title }).where(eq(caseStudies.id, study.id))
  if (changed.includes('projectId'))
    await tx.update(caseStudies).set({ projectId }).where(eq(caseStudies.id, study.id))
  const rows = Object.entries(draft.sections)
    .filter(([section]) => changed.includes(fieldOf(section)))
    .map(([section, body = '']) => ({ caseStudyId: study.id, section, body, savedAt: by.at }))
  if (rows.length > 0) {
    await tx
      .insert(caseStudySections)
      .values(rows)
      .onConflictDoUpdate({
        target: [caseStudySections.caseStudyId, caseStudySections.section],
        set: { body: sql`excluded.body`, savedAt: by.at },
      })
  }
  await audit(tx, by, 'case_study.draft_saved', study.id, {
    written: rows.filter((row) => row.body !== '').length,
  })
}

/** Hands the draft in as it stands, whole, and tells the cohort's reviewers. Answers which submission it is. */
export async function submitCaseStudy(tx: Tx, by: By, study: Study): Promise<number> {
  const latest = await refuseWhenClosed(tx, study.id, 'declaration')
  const [[row], sections, reviewers] = await Promise.all([
    tx.select({ title: caseStudies.title }).from(caseStudies).where(eq(caseStudies.id, study.id)),
    getDraft(tx, study.id),
    listReviewers(tx, study.cohortId, study.author.id),
  ])
  const title = row?.title ?? ''
  const missing = missingFrom(title, sections)
  if (missing.length > 0)
    throw new Refusal('missing', `Write what is missing first: ${missing.map((m) => m.heading).join(', ')}`)
  const id = newId()
  const number = (latest?.number ?? 0) + 1
  const stamp = { submittedBy: by.personId, submittedAt: by.at }
  await tx.insert(submissions).values({
    id,
    caseStudyId: study.id,
    number,
    title,
    sections: sections as Record<string, string>,
    ...stamp,
  })
  for (const reviewer of reviewers) {
    const occasion = `case-study-submitted:${id}:${reviewer.id}`
    await queueMail(tx, { occasion, to: reviewer, ...submittedLetter(reviewer, study, number) }, by.at)
  }
  await audit(tx, by, 'case_study.submitted', study.id, { submissionId: id, number })
  return number
}

interface Decided {
  decision: ReviewDecision
  comments: string
  /** What the programme is called, for the certificate. */
  programme: string
}

/**
 * One reviewer's decision on one submission: the first stands. Accepting awards the certificate in the same
 * transaction. Answers its code, or undefined when the case study was returned.
 */
export async function reviewSubmission(
  tx: Tx,
  by: By,
  study: Study,
  submission: { id: string; title: string; submittedAt: Date },
  { decision, comments, programme }: Decided,
): Promise<string | undefined> {
  const decided = await tx
    .insert(reviews)
    .values({ submissionId: submission.id, decision, comments, reviewedBy: by.personId, reviewedAt: by.at })
    .onConflictDoNothing()
    .returning({ id: reviews.submissionId })
  if (decided.length === 0)
    throw new Refusal('decision', 'This submission has been decided already. Your decision was not kept')
  const code = decision === 'accepted' ? await awardFor(tx, by, study, submission, programme) : undefined
  const letter = code ? acceptedLetter(study, code) : returnedLetter(study)
  await queueMail(
    tx,
    { occasion: `case-study-reviewed:${submission.id}`, to: study.author, ...letter },
    by.at,
  )
  await audit(tx, by, 'case_study.reviewed', study.id, { submissionId: submission.id, decision })
  return code
}

const awardFor = (
  tx: Tx,
  by: By,
  study: Study,
  submission: { title: string; submittedAt: Date },
  programme: string,
) =>
  award(tx, by, {
    personId: study.author.id,
    cohortId: study.cohortId,
    programme,
    caseStudy: { id: study.id, title: submission.title, submittedOn: dayOf(submission.submittedAt) },
  })

/** Two tabs, or a reviewer at the same moment: what the page showed may be old, so this looks again. */
async function refuseWhenClosed(tx: Tx, caseStudyId: string, field: string) {
  const latest = await findLatest(tx, caseStudyId)
  const state = stateOf(latest)
  if (isOpen(state)) return latest
  const why = state === 'accepted' ? 'has been accepted' : 'is with a reviewer'
  throw new Refusal(field, `The case study ${why}, so it cannot be changed now`)
}
