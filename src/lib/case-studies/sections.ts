/** The sections come in four parts, so that a long form can be taken one part at a time. */
export const parts = [
  { id: 'why', heading: 'Where and why' },
  { id: 'how', heading: 'What you did' },
  { id: 'outcome', heading: 'What came of it' },
  { id: 'after', heading: 'What stays' },
] as const

/**
 * What a case study consists of, after SQUIRE 2.0. One list feeds the draft, the page on which answers are
 * checked, the reading view and, later, the rubric and the poster: change it here.
 */
export const sections = [
  {
    id: 'setting',
    part: 'why',
    heading: 'Team and setting',
    prompt: 'What kind of practice is it, how many people does it serve, and who was in the team?',
    required: true,
    most: 2000,
  },
  {
    id: 'problem',
    part: 'why',
    heading: 'Why this problem here',
    prompt: 'What did your own data or experience show, and why did it matter to your patients?',
    required: true,
    most: 3000,
  },
  {
    id: 'aim',
    part: 'why',
    heading: 'Aim',
    prompt: 'How much, by when, for whom?',
    required: true,
    most: 1000,
  },
  {
    id: 'theory',
    part: 'why',
    heading: 'Theory',
    prompt: 'Why should your changes work? Name the drivers you set out to move.',
    required: false,
    most: 3000,
  },
  {
    id: 'people',
    part: 'how',
    heading: 'Who was involved',
    prompt: 'Which colleagues, patients and partners helped, and how?',
    required: true,
    most: 2000,
  },
  {
    id: 'tests',
    part: 'how',
    heading: 'What we tested',
    prompt:
      'Your PDSA cycles in order: what you changed, what you predicted, what you decided. What you abandoned belongs here too.',
    required: true,
    most: 6000,
  },
  {
    id: 'measures',
    part: 'how',
    heading: 'Measures',
    prompt: 'Outcome, process and balancing measures: what each counts, and where the figures come from.',
    required: true,
    most: 3000,
  },
  {
    id: 'results',
    part: 'outcome',
    heading: 'What happened',
    prompt:
      'What the charts show, from when to when, and how many points there are. “Too early to tell” is a result.',
    required: true,
    most: 6000,
  },
  {
    id: 'harms',
    part: 'outcome',
    heading: 'Harm, ethics and confidentiality',
    prompt:
      'Which unwanted effects did you look for, and what did you find? How did you keep information about patients safe?',
    required: true,
    most: 3000,
  },
  {
    id: 'meaning',
    part: 'outcome',
    heading: 'What it means, and its limits',
    prompt: 'What else could explain it? What would you not claim?',
    required: true,
    most: 4000,
  },
  {
    id: 'keeping',
    part: 'after',
    heading: 'Keeping and spreading it',
    prompt: 'Who owns it now, and when will someone look at it again?',
    required: false,
    most: 2000,
  },
  {
    id: 'learning',
    part: 'after',
    heading: 'What I learned',
    prompt: 'What happened, so what, now what? Write about what you learned, not about a patient.',
    required: true,
    most: 4000,
  },
  {
    id: 'interests',
    part: 'after',
    heading: 'Funding and interests',
    prompt: 'Anything a reader should know of. Write “None” when there is nothing.',
    required: true,
    most: 1000,
  },
] as const

/** The sections of a part, in their order. */
export const sectionsIn = (part: (typeof parts)[number]['id']) =>
  sections.filter((section) => section.part === part)

export type Section = (typeof sections)[number]
export type SectionId = Section['id']
/** Texts by section; a section that has none is missing or empty. */
export type Texts = Partial<Record<string, string>>

export const TITLE_MOST = 120

export const textOf = (texts: Texts, id: string): string => texts[id] ?? ''

/** What still has to be written before a case study can be submitted: the title first, then sections in order. */
export function missingFrom(title: string, texts: Texts): { field: string; heading: string }[] {
  const unwritten = sections
    .filter((section) => section.required && textOf(texts, section.id).trim() === '')
    .map(({ id, heading }) => ({ field: fieldOf(id), heading: heading as string }))
  return title.trim() === '' ? [{ field: 'title', heading: 'Title' }, ...unwritten] : unwritten
}

/** The name that a section's box has in the form. */
export const fieldOf = (id: string) => `sections.${id}`

/** A case study may be saved before it has a title, but it must be called something. */
export const titleOf = ({ title }: { title: string }) => title || 'Case study without a title'
