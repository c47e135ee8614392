import { applicationSentences } from './sentences/applications.ts'
import { caseStudySentences } from './sentences/case-studies.ts'
import { cohortSentences } from './sentences/cohorts.ts'
import { learningSentences } from './sentences/learning.ts'
import { letterSentences } from './sentences/letters.ts'
import { peopleSentences } from './sentences/people.ts'
import { prescribingSentences } from './sentences/prescribing.ts'
import { projectSentences } from './sentences/projects.ts'
import { passwordSentences, signInSentences } from './sentences/sign-in.ts'
import { type Part, type Sentence, toldOf } from './telling.ts'

const groups = {
  'sign-in': { title: 'Signing in and passwords', sentences: { ...signInSentences, ...passwordSentences } },
  people: { title: 'People and roles', sentences: peopleSentences },
  cohorts: { title: 'Cohorts, sessions and registers', sentences: cohortSentences },
  projects: { title: 'Projects, measures and cycles', sentences: projectSentences },
  learning: { title: 'Learning', sentences: learningSentences },
  'case-studies': { title: 'Case studies and certificates', sentences: caseStudySentences },
  prescribing: { title: 'Prescribing and practices', sentences: prescribingSentences },
  applications: { title: 'Applications and promises', sentences: applicationSentences },
  letters: { title: 'Letters', sentences: letterSentences },
} satisfies Record<string, { title: string; sentences: Record<string, Sentence> }>

const sentences = {
  ...signInSentences,
  ...passwordSentences,
  ...peopleSentences,
  ...cohortSentences,
  ...projectSentences,
  ...learningSentences,
  ...caseStudySentences,
  ...prescribingSentences,
  ...applicationSentences,
  ...letterSentences,
}

const byAction = new Map<string, Sentence>(Object.entries(sentences))

/** What can be audited: an action without a sentence does not compile. */
export type Action = Exclude<keyof typeof sentences, keyof typeof signInSentences>

/** What is noted of signing in: kept for a time (`SIGN_INS_KEPT_DAYS`), while everything else stays. */
export type SignInAction = keyof typeof signInSentences
export const SIGN_IN_ACTIONS = Object.keys(signInSentences) as SignInAction[]

/** The kinds of thing that the audit page tells apart. */
export const kinds = Object.entries(groups).map(([id, { title }]) => ({ id, title }))
export const isKind = (id: string): id is keyof typeof groups => Object.hasOwn(groups, id)
export const actionsOf = (kind: keyof typeof groups): string[] => Object.keys(groups[kind].sentences)
export const actions = Object.keys(sentences)

export interface Event {
  personId: string
  action: string
  subject: string
  details: Record<string, unknown>
}

/** What somebody did, as it goes on after their name. Rows outlive code: an action that is gone is named as it was. */
export function describe(event: Event): Part[] {
  const sentence = byAction.get(event.action)
  return sentence ? sentence(toldOf(event)) : [`did something that is no longer done here: ${event.action}`]
}

const SYSTEM = 'system:'
/** What does things without being a person; anything else of that kind is Steward itself. */
const actors: Record<string, string> = {
  applicant: 'An applicant',
  'bin/admin': 'An administrator at the command line',
  demonstration: 'The demonstration',
  'import-prescribing': 'The command that imports files',
  inbox: 'The inbox',
  'password-reset': 'Somebody',
  'sign-in': 'Somebody',
  sponsor: 'A sponsor',
}

/** Who did it: a person, or in words what did it without being one. */
export function actorOf(personId: string): Part {
  if (!personId.startsWith(SYSTEM)) return { thing: 'person', id: personId }
  return actors[personId.slice(SYSTEM.length)] ?? 'Steward'
}
