import type { Store } from '#db/store.ts'
import { decideApplication } from '#lib/applications/board/commands.ts'
import {
  requestLink,
  saveAnswer,
  submitApplication,
  withdrawApplication,
} from '#lib/applications/commands.ts'
import { sponsorsNeeded } from '#lib/applications/eligibility.ts'
import { readFacts } from '#lib/applications/letters/programme.ts'
import type { ProgrammeFacts } from '#lib/applications/letters/values.ts'
import {
  answerPromise,
  makeOwnPromise,
  nameSponsor,
  takeBackPromise,
} from '#lib/applications/promises/commands.ts'
import { findPromiseLink } from '#lib/applications/promises/queries.ts'
import { askQuestion } from '#lib/applications/promises/questions/commands.ts'
import { findLiveApplication, getApplication, listCommitments } from '#lib/applications/queries.ts'
import { keepApplications } from '#lib/applications/upkeep.ts'
import { personBy, systemBy } from '#lib/auth/by.ts'
import { setPassword } from '#lib/auth/commands.ts'
import { hashPassword } from '#lib/auth/password-hash.ts'
import { addDays, type Day } from '#lib/day.ts'
import { listOutbox } from '#lib/mail/queries.ts'
import { addPerson } from '#lib/people/commands.ts'
import { DEMONSTRATION_PASSWORD } from '#lib/people/demonstration.ts'
import { type Applicant, applicants, sponsorOf } from './applicants.ts'
import { addressOf, practices } from './cast.ts'
import { at, PROGRAMME, type Scene } from './cohort.ts'
import { startTheNextCohort } from './next-cohort.ts'

interface Place {
  store: Store
  scene: Scene
  cohortId: string
  facts: ProgrammeFacts
}

/** Applications to the next cohort in every state, by the commands that applicants, sponsors and facilitators run. */
export async function fillApplications(store: Store, scene: Scene) {
  const cohortId = await startTheNextCohort(store, scene)
  const place = { store, scene, cohortId, facts: await readFacts(PROGRAMME) }
  for (const applicant of [...applicants].sort((a, b) => b.daysAgo - a.daysAgo)) await apply(place, applicant)
  // Who has a letter to get by now gets it, as the server would have sent it meanwhile.
  for (let daysAgo = 28; daysAgo >= 0; daysAgo--)
    await keepApplications(store, at(addDays(scene.today, -daysAgo), '06:00:00'))
}

async function apply(place: Place, applicant: Applicant) {
  const { store, scene, cohortId, facts } = place
  const email = addressOf(applicant.name)
  const begun = addDays(scene.today, -applicant.daysAgo)
  const by = systemBy('applicant', at(begun, '12:10:00'))
  const asked = { cohortId, email, open: true, opensOn: undefined, programme: facts.title }
  await store.transact((tx) => requestLink(tx, by, asked))
  const id = (await findLiveApplication(store.reader, cohortId, email))?.id ?? ''
  if (applicant.story === 'only began') return
  await answerQuestions(place, applicant, id)
  if (applicant.story === 'half way') return
  await store.transact((tx) => submitApplication(tx, by, id, facts))
  await goOn(place, applicant, id)
}

async function answerQuestions(
  { store, scene, cohortId, facts }: Place,
  { name, profession, practice, focusArea, why, story, alone, daysAgo }: Applicant,
  id: string,
) {
  const by = systemBy('applicant', at(addDays(scene.today, -daysAgo), '12:05:00'))
  const known = practices[practice - 1]
  const where = known
    ? { practiceCode: known.code, practiceName: known.name, practiceFound: true }
    : { practiceCode: '', practiceName: 'Larch Valley Network', practiceFound: false }
  await store.transact(async (tx) => {
    await saveAnswer(tx, by, id, 'profession', { profession })
    await saveAnswer(tx, by, id, 'name', { name, registrationBody: null, registrationNumber: '', ...where })
    if (story === 'half way') return
    const days = (await listCommitments(tx, cohortId)).map(({ heldOn }) => heldOn)
    await saveAnswer(tx, by, id, 'focus', { focusArea, why, availability: { asked: days, cannot: [] } })
    await makeOwnPromise(tx, by, id)
    for (const kind of sponsorsNeeded(profession)) {
      if (kind === 'applicant') continue
      const sponsor = alone && kind === 'employer' ? { because: alone } : sponsorOf(name, kind)
      await nameSponsor(tx, by, id, kind, sponsor, facts)
    }
  })
}

/** What happened to an application after it was sent. */
async function goOn(place: Place, { name, profession, story, alone, daysAgo }: Applicant, id: string) {
  const { store, scene, facts } = place
  const day = (after: number) => addDays(scene.today, after - daysAgo)
  const agree = (kind: 'employer' | 'prescriber', after: number) =>
    alone && kind === 'employer'
      ? undefined
      : answer(place, sponsorOf(name, kind).email, { answer: 'agreed' }, day(after))
  switch (story) {
    case 'employer asked a question': {
      const link = await linkFor(place, sponsorOf(name, 'employer').email, day(1))
      const by = systemBy('sponsor', at(day(1), '09:30:00'))
      await store.transact((tx) =>
        askQuestion(tx, by, link, 'Are the dates fixed, or can one be watched later?'),
      )
      return
    }
    case 'waits for the prescriber':
      await agree('employer', 2)
      return
    case 'employer declined, another is asked': {
      const because = 'Two colleagues are away until the summer, and I cannot spare anybody.'
      await answer(place, sponsorOf(name, 'employer').email, { answer: 'declined', because }, day(3))
      const by = systemBy('applicant', at(day(5), '18:20:00'))
      await store.transact((tx) => nameSponsor(tx, by, id, 'employer', sponsorOf(name, 'second'), facts))
      return
    }
    case 'promise taken back': {
      await agree('employer', 2)
      const link = await linkFor(place, sponsorOf(name, 'employer').email, day(15))
      const by = systemBy('sponsor', at(day(15), '09:30:00'))
      await store.transact((tx) =>
        takeBackPromise(tx, by, link, 'Our list has grown and we need everyone here.', facts),
      )
      return
    }
    case 'waits for the employer':
    case 'employer let it pass':
      return
  }
  await agree('employer', 2)
  if (profession === 'non-prescribing pharmacist') {
    const because = 'I shall be on leave for half of the programme.'
    const prescriber = sponsorOf(name, 'prescriber').email
    if (story === 'declined for want of a prescriber')
      await answer(place, prescriber, { answer: 'declined', because }, day(4))
    else await agree('prescriber', 4)
  }
  await decideOn(place, story, name, id, day)
}

async function decideOn(
  place: Place,
  story: Applicant['story'],
  name: string,
  id: string,
  day: (after: number) => Day,
) {
  const { store, scene, facts } = place
  const decide = async (
    decision: 'shortlisted' | 'offered' | 'waiting list' | 'declined',
    reason: string,
    after: number,
  ) => {
    const by = personBy(scene.facilitators[0]?.id ?? '', at(day(after), '16:00:00'))
    const { decisions } = await getApplication(store.reader, id, by.at)
    await store.transact((tx) =>
      decideApplication(tx, by, id, { decision, reason, decided: decisions.length }, facts),
    )
  }
  switch (story) {
    case 'shortlisted':
      return decide('shortlisted', 'A practice and a focus area that nobody else brings.', 6)
    case 'waiting list':
      return decide(
        'waiting list',
        'Your practice has a place in this cohort already, so others come first.',
        6,
      )
    case 'declined for want of a prescriber':
      return decide(
        'declined',
        'A pharmacist who does not prescribe needs the support of a prescriber. Please apply again when you have one.',
        20,
      )
    case 'enrolled':
    case 'gave the place back':
      await openAccount(place, name, day(5))
      await decide('shortlisted', '', 5)
      await decide('offered', 'A clear idea, and a practice that is new to us.', 8)
  }
  if (story === 'gave the place back') {
    const by = systemBy('applicant', at(day(18), '20:15:00'))
    await store.transact((tx) => withdrawApplication(tx, by, id, facts))
  }
}

/** The demonstration holds no open invitation: those who get a place have signed in here before. */
async function openAccount({ store }: Place, name: string, on: Day) {
  const { profession } = applicants.find((one) => one.name === name) ?? { profession: 'GP' as const }
  const hash = await hashPassword(DEMONSTRATION_PASSWORD)
  const by = systemBy('demonstration', at(on))
  await store.transact(async (tx) => {
    const id = await addPerson(tx, by, { name, email: addressOf(name), profession })
    await setPassword(tx, by, id, hash)
  })
}

const LETTERS = 10_000

/** The latest link that a sponsor has been sent. */
async function linkFor({ store }: Place, email: string, on: Day) {
  const letters = (await listOutbox(store.reader, LETTERS)).filter(({ toEmail }) => toEmail === email)
  const secret = letters.map(({ body }) => /\/promises\/([\w-]+)/.exec(body ?? '')?.[1]).find(Boolean)
  const link = await findPromiseLink(store.reader, secret, at(on, '09:30:00'))
  if (!link) throw new Error(`The demonstration sent no link to ${email}`)
  return link
}

async function answer(place: Place, email: string, given: Parameters<typeof answerPromise>[3], on: Day) {
  const link = await linkFor(place, email, on)
  const by = systemBy('sponsor', at(on, '09:30:00'))
  await place.store.transact((tx) => answerPromise(tx, by, link, given, place.facts))
}
