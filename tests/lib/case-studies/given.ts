import type { Store } from '#db/store.ts'
import { personBy } from '#lib/auth/by.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { reviewSubmission, saveDraft, startCaseStudy, submitCaseStudy } from '#lib/case-studies/commands.ts'
import { findCaseStudy } from '#lib/case-studies/queries.ts'
import { sections } from '#lib/case-studies/sections.ts'
import type { Actor, Cast } from '../../support/given.ts'

export const TITLE = 'Weekly review of high-dose opioids'
export const PROGRAMME = 'Opioid Stewardship Quality Improvement Collaborative'
/** Something in every section, each recognisable. */
export const texts = Object.fromEntries(sections.map(({ id }) => [id, `What we say about ${id}.`]))

export const at = (actor: Actor, instant: string) => personBy(actor.id, new Date(instant))

/** Ann's case study, as far as `until` says. Submitted on 3 November 2026, decided on 10 November. */
export async function annsCaseStudy(
  store: Store,
  cast: Cast,
  until: 'started' | 'drafted' | 'submitted' | 'returned' | 'accepted',
): Promise<string> {
  const { ann, rita, cohortId } = cast
  const by = at(ann, '2026-11-02T09:00:00Z')
  const id = await store.transact((tx) => startCaseStudy(tx, by, cohortId, { title: TITLE, projectId: null }))
  if (until === 'started') return id
  await store.transact((tx) => saveDraft(tx, by, { id }, { title: TITLE, projectId: null, sections: texts }))
  if (until === 'drafted') return id
  await submit(store, ann, id, '2026-11-03T09:00:00Z')
  if (until === 'submitted') return id
  await review(store, rita, id, until)
  return id
}

export async function submit(store: Store, author: Actor, id: string, instant: string) {
  const study = await seen(store, author, id)
  return store.transact((tx) => submitCaseStudy(tx, at(author, instant), study))
}

export async function review(store: Store, reviewer: Actor, id: string, decision: 'accepted' | 'returned') {
  const study = await seen(store, reviewer, id)
  const comments = decision === 'returned' ? 'Say how many points the chart has.' : 'Clear and honest.'
  const by = at(reviewer, '2026-11-10T09:00:00Z')
  return store.transact((tx) =>
    reviewSubmission(tx, by, study, study.latest!, { decision, comments, programme: PROGRAMME }),
  )
}

/** A case study as somebody sees it; it must be visible to them. */
export async function seen(store: Store, actor: Actor, id: string) {
  const study = await findCaseStudy(store.reader, (await findViewer(store.reader, actor.id))!, id)
  if (!study) throw new Error(`${actor.name} does not see this case study`)
  return study
}
