import type { LetterField } from './fields.ts'

export interface LetterTemplate {
  title: string
  /** When it is sent. */
  when: string
  fields: readonly LetterField[]
  /** Without these the letter is of no use. */
  needs: readonly LetterField[]
  /** Why this person gets it: the small print at its end. */
  because: string
  subject: string
  body: string
}

const ABOUT = ['name', 'applicant', 'programme', 'cohort', 'starts'] as const
const ASKED = ['dates', 'hoursPerMonth', 'months', 'hours', 'promise', 'until', 'link'] as const
const APPLIED = 'You receive this because you applied to {{programme}}.'
const NAMED = 'You receive this because {{applicant}} named you as their {{promise}}.'

const ask = (whose: string, question: string) => ({
  title: `Asking the ${whose}`,
  when: `An application is sent in, or somebody else is named as the ${whose}`,
  fields: [...ABOUT, ...ASKED],
  needs: ['link'] as const,
  because: NAMED,
  subject: '{{applicant}} asks for your promise: {{programme}}',
  body: `{{applicant}} has applied to join {{programme}} ({{cohort}}) and named you as their {{promise}}.

${question}

It asks for two things:
- that {{applicant}} is free for all of the dates below
- {{hoursPerMonth}} hours a month for {{months}} months, {{hours}} hours in all, for improvement work

The dates:
{{dates}}

You can agree, decline or ask a question here. You need no account:
{{link}}

Please answer by {{until}}. The link is for you alone and takes one answer. Opening it changes nothing.`,
})

/** The letters about applications as they are until a cohort's facilitators reword them. */
export const templates = {
  received: {
    title: 'Application received',
    when: 'Somebody sends their application in',
    fields: [...ABOUT, 'link'],
    needs: [],
    because: APPLIED,
    subject: 'We have your application: {{programme}}',
    body: `Thank you for applying to {{programme}} ({{cohort}}).

We have written to everyone whose promise you need. You can see how things stand, ask somebody else or take your application back here:
{{link}}

The facilitators decide once every promise is there. We then write to you.`,
  },
  'ask-employer': ask(
    'employer or line manager',
    'A place means time away from other work, so we ask whoever can grant that time.',
  ),
  'ask-prescriber': ask(
    'prescriber',
    'A pharmacist who does not prescribe can join with the support of a prescriber in the same area of practice. We ask you to be that prescriber: to make the changes to prescribing that the improvement work calls for, where you judge them right.',
  ),
  remind: {
    title: 'Reminder to a sponsor',
    when: 'Five and ten days after a sponsor was asked, while there is no answer',
    fields: [...ABOUT, ...ASKED],
    needs: ['link'],
    because: NAMED,
    subject: 'Reminder: {{applicant}} waits for your answer',
    body: `{{applicant}} has applied to join {{programme}} ({{cohort}}) and named you as their {{promise}}. We have no answer from you yet.

See what is asked, then agree, decline or ask a question here:
{{link}}

Please answer by {{until}}. If you would rather not, declining lets {{applicant}} ask somebody else.`,
  },
  thanks: {
    title: 'Thanks to a sponsor',
    when: 'A sponsor agrees',
    fields: [...ABOUT, 'dates', 'hoursPerMonth', 'months', 'hours', 'promise', 'link'],
    needs: ['link'],
    because: NAMED,
    subject: 'Your promise for {{applicant}}: {{programme}}',
    body: `Thank you. You have promised, as {{applicant}}’s {{promise}}, to support their place in {{programme}} ({{cohort}}).

You promised that {{applicant}} is free for these dates:
{{dates}}

and has {{hoursPerMonth}} hours a month for {{months}} months for improvement work.

If that was not you, or you can no longer keep it, take the promise back here:
{{link}}`,
  },
  'promise-declined': {
    title: 'A sponsor declined',
    when: 'A sponsor declines',
    fields: [...ABOUT, 'sponsor', 'promise', 'link'],
    needs: ['link'],
    because: APPLIED,
    subject: '{{sponsor}} has declined',
    body: `{{sponsor}}, whom you named as your {{promise}}, has declined to promise.

Your application is not lost. You can read why, and name somebody else, here:
{{link}}`,
  },
  'promise-taken-back': {
    title: 'A sponsor took the promise back',
    when: 'A sponsor takes a promise back',
    fields: [...ABOUT, 'sponsor', 'promise', 'link'],
    needs: ['link'],
    because: APPLIED,
    subject: '{{sponsor}} has taken the promise back',
    body: `{{sponsor}}, whom you named as your {{promise}}, has taken their promise back.

Your application needs that promise. You can read why, and name somebody else, here:
{{link}}`,
  },
  'promise-expired': {
    title: 'A sponsor did not answer',
    when: 'The last day for a sponsor’s answer has passed',
    fields: [...ABOUT, 'sponsor', 'promise', 'link'],
    needs: ['link'],
    because: APPLIED,
    subject: '{{sponsor}} has not answered',
    body: `{{sponsor}}, whom you named as your {{promise}}, has not answered in three weeks, and the link we sent has ended.

You can ask again, or name somebody else, here:
{{link}}`,
  },
  'promises-complete': {
    title: 'Every promise is there',
    when: 'The last promise is given',
    fields: [...ABOUT, 'link'],
    needs: [],
    because: APPLIED,
    subject: 'Every promise is there: {{programme}}',
    body: `Everyone you named has agreed. Your application to {{programme}} ({{cohort}}) is complete, and the facilitators decide next. You need not do anything.

See how things stand here:
{{link}}`,
  },
  offer: {
    title: 'Offer of a place',
    when: 'A place is given',
    fields: [...ABOUT, 'dates', 'reason', 'link'],
    needs: ['link'],
    because: APPLIED,
    subject: 'You have a place: {{programme}}',
    body: `We are glad to offer you a place in {{programme}} ({{cohort}}). It begins on {{starts}}.

The dates:
{{dates}}

If you have no account yet, a second letter has a link with which you choose a password. If you have one, sign in as usual.

If you cannot come after all, please give the place back, so that somebody else can have it:
{{link}}`,
  },
  'waiting-list': {
    title: 'Waiting list',
    when: 'An application is put on the waiting list',
    fields: [...ABOUT, 'reason', 'link'],
    needs: [],
    because: APPLIED,
    subject: 'You are on the waiting list: {{programme}}',
    body: `Thank you for applying to {{programme}} ({{cohort}}). You are on the waiting list.

{{reason}}

If a place becomes free we may offer it to you. You can take your application back at any time here:
{{link}}`,
  },
  declined: {
    title: 'No place this time',
    when: 'An application is declined',
    fields: [...ABOUT, 'reason', 'link'],
    needs: [],
    because: APPLIED,
    subject: 'Your application: {{programme}}',
    body: `Thank you for applying to {{programme}} ({{cohort}}). We cannot offer you a place this time.

{{reason}}

Everything that is taught is open to read without an account, and you are welcome to apply to a later cohort.`,
  },
  'dates-changed': {
    title: 'Dates have changed',
    when: 'A date moves after somebody has said that they can come to all',
    fields: [...ABOUT, 'dates', 'link'],
    needs: ['link'],
    because: APPLIED,
    subject: 'The dates have changed: {{programme}}',
    body: `Some dates of {{programme}} ({{cohort}}) have changed since you applied. They are now:
{{dates}}

Everyone comes to all dates, so please say whether you can keep the new ones free:
{{link}}`,
  },
  'cohort-cancelled': {
    title: 'The cohort is cancelled',
    when: 'A cohort is cancelled while somebody’s application to it is open',
    fields: [...ABOUT, 'link'],
    needs: [],
    because: APPLIED,
    subject: '{{cohort}} is cancelled: {{programme}}',
    body: `{{cohort}}, the run of {{programme}} to which you applied, has been cancelled. We are sorry. Your application ends with it, and you need not do anything.

You are welcome to apply to a later cohort.`,
  },
  withdrawn: {
    title: 'Application taken back',
    when: 'Somebody takes their application back, or gives their place back',
    fields: [...ABOUT],
    needs: [],
    because: APPLIED,
    subject: 'You have taken your application back: {{programme}}',
    body: `You have taken your application to {{programme}} ({{cohort}}) back. If you had a place, it is free for somebody else now.

If that was not you, please tell the facilitators.`,
  },
} as const satisfies Record<string, LetterTemplate>

export type LetterId = keyof typeof templates
export const letterIds = Object.keys(templates) as LetterId[]
export const isLetter = (id: string | undefined): id is LetterId =>
  id !== undefined && Object.hasOwn(templates, id)
/** A template under its general type: which fields it has differs from letter to letter. */
export const templateOf = (id: LetterId): LetterTemplate => templates[id]
