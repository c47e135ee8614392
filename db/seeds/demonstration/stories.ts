import type { MeasureKind } from '#db/schema/measures.ts'
import type { Decision, scales } from '#db/schema/pdsa.ts'

/** A cycle's days are counted in weeks from the first week of the programme. */
export interface CycleStory {
  title: string
  question: string
  change: string
  prediction: string
  scale: (typeof scales)[number]
  fromWeek: number
  toWeek: number
  happened?: string
  learned?: string
  decision?: [Decision, string]
}

export interface MeasureStory {
  title: string
  kind: MeasureKind
  numeratorMeans: string
  denominatorMeans: string
  direction: 'higher' | 'lower' | 'none'
  target?: number
  fromWeek: number
  /** One `[numerator, denominator]` a week. */
  weeks: [number, number][]
}

export interface ProjectStory {
  /** Places in the cast: the lead first. */
  team: number[]
  week: number
  title: string
  focusArea: string
  problem: string
  aim?: { change: string; from: number; to: number; unit: string; forWhom: string }
  prescribing?: { id: string; kind: MeasureKind; target?: number }[]
  typed?: MeasureStory[]
  cycles?: CycleStory[]
}

const reviewed: MeasureStory = {
  title: 'Opioid reviews with a written plan',
  kind: 'process',
  numeratorMeans: 'Medication reviews of people on a repeat opioid that ended with a written, shared plan',
  denominatorMeans: 'All medication reviews of people on a repeat opioid that week',
  direction: 'higher',
  target: 70,
  fromWeek: 1,
  weeks: [
    [3, 14],
    [4, 15],
    [3, 12],
    [5, 16],
    [4, 13],
    [6, 15],
    [9, 14],
    [11, 16],
    [10, 13],
    [12, 15],
    [11, 14],
    [13, 16],
    [12, 14],
  ],
}

/** What the teams of the demonstration have done so far. Every number is invented. */
export const stories: ProjectStory[] = [
  {
    team: [0, 1],
    week: 1,
    title: 'A plan for every opioid review',
    focusArea: 'Reviewing and reducing together',
    problem:
      'Reviews of long-term opioids end with the same prescription. In a baseline count fewer than one in four reviews had a plan written down that both sides had agreed to.',
    aim: {
      change: 'opioid reviews that end with a written plan',
      from: 23,
      to: 70,
      unit: '%',
      forWhom: 'adults on a repeat opioid for more than three months',
    },
    prescribing: [
      { id: 'opioid_items_per_1000', kind: 'outcome' },
      { id: 'gabapentinoid_ddd_per_1000', kind: 'balancing' },
    ],
    typed: [reviewed],
    cycles: [
      {
        title: 'One-page plan on paper',
        question: 'Will a one-page template make writing the plan together quick enough?',
        change: 'One pharmacist uses a printed one-page plan in the next five reviews.',
        prediction: 'Four of five reviews end with a plan, and each takes no more than four minutes longer.',
        scale: 'one clinician',
        fromWeek: 3,
        toWeek: 4,
        happened:
          'Five reviews. Three ended with a plan. Two people wanted to think it over first. The form took about six minutes.',
        learned:
          'Fewer plans than predicted, and longer. People want the plan in their hands before the review, not during it.',
        decision: ['adapt', 'Send the questions a week before and keep the form to half a page.'],
      },
      {
        title: 'Questions sent a week before',
        question: 'Do more people agree a plan when they have seen the questions first?',
        change: 'Half-page plan; the three questions go out by text a week before every review.',
        prediction: 'Seven of ten reviews end with a plan.',
        scale: 'the practice',
        fromWeek: 6,
        toWeek: 9,
        happened:
          'Thirty-one reviews in four weeks, twenty-two of them with a plan. Two people rang to say that they found the text worrying.',
        learned:
          'Close to the prediction. The wording of the text matters more than its timing: we rewrote the first line with two patients from the participation group.',
        decision: ['adopt', 'It holds for three clinicians. Keep it, with the new first line.'],
      },
      {
        title: 'The plan becomes the default',
        question: 'Does it last when it is nobody’s project any more?',
        change: 'The plan is part of the review template for all clinicians, locums included.',
        prediction: 'At least seven of ten reviews with a plan in every week of December.',
        scale: 'the practice',
        fromWeek: 12,
        toWeek: 17,
      },
    ],
  },
  {
    team: [2, 3],
    week: 2,
    title: 'No repeat without a date',
    focusArea: 'Starting well',
    problem: 'One in three new opioid prescriptions becomes a repeat without anyone deciding it.',
    aim: {
      change: 'new opioid prescriptions with an end date',
      from: 35,
      to: 90,
      unit: '%',
      forWhom: 'adults who start an opioid for non-cancer pain',
    },
    prescribing: [{ id: 'opioid_items_per_1000', kind: 'outcome' }],
    typed: [
      {
        title: 'New opioid prescriptions with an end date',
        kind: 'process',
        numeratorMeans: 'New opioid prescriptions with an end date in the record',
        denominatorMeans: 'All new opioid prescriptions that week',
        direction: 'higher',
        target: 90,
        fromWeek: 4,
        weeks: [
          [4, 11],
          [5, 12],
          [3, 9],
          [4, 10],
          [5, 13],
          [4, 11],
          [6, 12],
          [5, 11],
        ],
      },
    ],
    cycles: [
      {
        title: 'End date in the template',
        question: 'Will a required field be filled in, or filled with anything?',
        change: 'The template asks for an end date before it prints.',
        prediction: 'Nine of ten new prescriptions have one after two weeks.',
        scale: 'one session',
        fromWeek: 8,
        toWeek: 10,
        happened: 'Six of twelve. Three colleagues typed a date ten years away to get past it.',
        learned: 'A required field is a hurdle, not a reason. Nobody had said why it was there.',
        decision: ['abandon', 'Take the field out. Talk about it at the practice meeting first.'],
      },
      {
        title: 'Decide aloud',
        question: 'Does saying the end date to the patient make it more likely to be written?',
        change: 'Two GPs say “we will stop or look again on …” and write it down as they say it.',
        prediction: 'Eight of ten of their new prescriptions have a date.',
        scale: 'one clinician',
        fromWeek: 13,
        toWeek: 15,
      },
    ],
  },
  {
    team: [4, 5],
    week: 2,
    title: 'Pain without a prescription pad',
    focusArea: 'Living with pain',
    problem:
      'Opioid items fall but gabapentinoids rise. There is a wait of months for anything that is not a medicine.',
    aim: {
      change: 'people offered a non-drug option at a pain review',
      from: 20,
      to: 60,
      unit: '%',
      forWhom: 'adults with chronic pain',
    },
    prescribing: [
      { id: 'opioid_ome_per_1000', kind: 'outcome' },
      { id: 'gabapentinoid_ddd_per_1000', kind: 'balancing' },
    ],
    cycles: [
      {
        title: 'A list that is true',
        question: 'Which local services will really take a referral this month?',
        change: 'Ring every service on the old list and keep those that answer.',
        prediction: 'Half of the twelve will still exist.',
        scale: 'one session',
        fromWeek: 5,
        toWeek: 6,
        happened: 'Five of twelve exist. Two have no waiting list at all.',
        learned: 'As predicted. Nobody knew about the two without a wait.',
        decision: ['adapt', 'Put the two on the template and count who is offered them.'],
      },
    ],
  },
  {
    team: [6, 7],
    week: 3,
    title: 'Small practice, high doses',
    focusArea: 'Finding long-term use',
    problem: 'We are small, so each person on a high dose shows. We do not know how many there are.',
    aim: {
      change: 'high-dose items',
      from: 4,
      to: 2,
      unit: 'items per 1,000 patients',
      forWhom: 'adults on 90 mg OME a day or more',
    },
    prescribing: [{ id: 'high_dose_items_per_1000', kind: 'outcome' }],
  },
  {
    team: [8, 9],
    week: 4,
    title: 'The hospital letter',
    focusArea: 'Starting well',
    problem: 'Discharge letters ask us to continue an opioid and rarely say for how long.',
  },
  {
    team: [10, 11],
    week: 3,
    title: 'One list for the whole team',
    focusArea: 'Finding long-term use',
    problem: 'Three searches give three different numbers of people on a long-term opioid.',
    aim: {
      change: 'people on a long-term opioid with a review date',
      from: 41,
      to: 80,
      unit: '%',
      forWhom: 'adults on an opioid for more than three months',
    },
    prescribing: [{ id: 'opioid_items_per_1000', kind: 'outcome' }],
    cycles: [
      {
        title: 'One search, agreed',
        question: 'Can we agree one search and trust its number?',
        change: 'Pharmacist and data lead write one search and check twenty records by hand.',
        prediction: 'Eighteen of twenty are right.',
        scale: 'one clinician',
        fromWeek: 6,
        toWeek: 7,
      },
    ],
  },
  {
    team: [12, 13],
    week: 2,
    title: 'Taper together',
    focusArea: 'Reviewing and reducing together',
    problem: 'People who would like to reduce are told to “try going down a bit”, alone.',
    aim: {
      change: 'total oral morphine equivalent',
      from: 21000,
      to: 17000,
      unit: 'mg per 1,000 patients',
      forWhom: 'adults who want to reduce',
    },
    prescribing: [{ id: 'opioid_ome_per_1000', kind: 'outcome' }],
    cycles: [
      {
        title: 'A phone call after a week',
        question: 'Does a call a week after a reduction help people to stay with it?',
        change: 'The pharmacist rings everyone who reduced, after seven days.',
        prediction: 'Fewer than one in five go back up within the month.',
        scale: 'one clinician',
        fromWeek: 9,
        toWeek: 12,
        happened: 'Eleven people were rung. Two went back up, both with a plan to try again.',
      },
    ],
  },
  {
    team: [16, 17],
    week: 5,
    title: 'What do we say first?',
    focusArea: 'Making it last',
    problem: 'Each of us opens the conversation about opioids differently, and patients compare notes.',
    prescribing: [{ id: 'opioid_items_per_1000', kind: 'outcome' }],
  },
  {
    team: [22, 23],
    week: 4,
    title: 'Codeine is an opioid too',
    focusArea: 'Starting well',
    problem: 'Co-codamol is renewed without a thought because it feels harmless.',
    aim: {
      change: 'opioid items',
      from: 62,
      to: 54,
      unit: 'items per 1,000 patients',
      forWhom: 'adults on a weak opioid on repeat',
    },
    prescribing: [{ id: 'opioid_items_per_1000', kind: 'outcome' }],
  },
]
