import type { Store, Tx } from '#db/store.ts'
import { personBy } from '#lib/auth/by.ts'
import { findViewer } from '#lib/auth/queries.ts'
import { reviewSubmission, saveDraft, startCaseStudy, submitCaseStudy } from '#lib/case-studies/commands.ts'
import { findCaseStudy } from '#lib/case-studies/queries.ts'
import { addDays, type Day } from '#lib/day.ts'
import { readProgramme } from '#lib/programmes/programme-files.ts'
import { acceptedStudy, draftStudy, returnedStudy } from './case-study-texts.ts'
import { at, type Player, type Scene } from './cohort.ts'

interface Writing {
  title: string
  sections: Record<string, string>
}

/** One case study accepted with its certificate, one returned, one in draft. */
export async function fillCaseStudies(store: Store, scene: Scene, projectIds: string[]) {
  const [first, second, third] = [scene.players[0], scene.players[2], scene.players[4]] as [
    Player,
    Player,
    Player,
  ]
  const { title: programme } = await readProgramme('opioid-stewardship')
  await store.transact(async (tx) => {
    const accepted = await write(tx, scene, first, projectIds[0] ?? null, acceptedStudy)
    await submit(tx, first, accepted, addDays(scene.today, -12))
    const comments =
      'A clear account that claims no more than the chart shows. Please tell us in spring what the published figures did.'
    await review(tx, scene, accepted, addDays(scene.today, -9), { decision: 'accepted', comments, programme })

    const returned = await write(tx, scene, second, projectIds[1] ?? null, returnedStudy)
    await submit(tx, second, returned, addDays(scene.today, -8))
    await review(tx, scene, returned, addDays(scene.today, -5), {
      decision: 'returned',
      comments: returnedStudy.comments,
      programme,
    })

    await write(tx, scene, third, projectIds[2] ?? null, draftStudy)
  })
}

async function write(
  tx: Tx,
  { cohortId, today }: Scene,
  author: Player,
  projectId: string | null,
  { title, sections }: Writing,
) {
  const by = personBy(author.id, at(addDays(today, -20), '19:00:00'))
  const id = await startCaseStudy(tx, by, cohortId, { title, projectId })
  await saveDraft(tx, by, { id }, { title, projectId, sections })
  return id
}

async function found(tx: Tx, person: Player, id: string) {
  const viewer = await findViewer(tx, person.id)
  const study = viewer && (await findCaseStudy(tx, viewer, id))
  if (!study) throw new Error('The case study of the demonstration is not visible to its author or reviewer')
  return study
}

async function submit(tx: Tx, author: Player, id: string, on: Day) {
  await submitCaseStudy(tx, personBy(author.id, at(on, '20:15:00')), await found(tx, author, id))
}

type Decided = Parameters<typeof reviewSubmission>[4]

async function review(tx: Tx, { reviewer }: Scene, id: string, on: Day, decided: Decided) {
  const study = await found(tx, reviewer, id)
  if (!study.latest) throw new Error('The case study of the demonstration was not submitted')
  await reviewSubmission(tx, personBy(reviewer.id, at(on, '11:40:00')), study, study.latest, decided)
}
