import type { MeasureStory, ProjectStory } from './stories.ts'

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

/** Teams with cycles behind them. Every number is invented. */
export const farAlong: ProjectStory[] = [
  {
    team: [0, 1],
    week: 1,
    title: 'A plan for every opioid review',
    focusArea: 'Reviewing and reducing together',
    problem:
      'Reviews of long-term opioids end with the same prescription. In a baseline count of 40 reviews, nine (23%) had a plan written down that both sides had agreed to.',
    aim: {
      change: 'opioid reviews that end with a written plan',
      from: 23,
      to: 70,
      unit: '%',
      forWhom: 'adults on a repeat opioid for more than three months',
    },
    prescribing: [
      {
        id: 'opioid_items_per_1000',
        kind: 'outcome',
        baseline: 'The months before our first session, when nothing in our reviews had changed yet.',
      },
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
          'Fifty-eight reviews in four weeks, thirty-six of them with a plan: six of fifteen in the first week, ten of thirteen in the last. Two people rang to say that they found the text worrying.',
        learned:
          'Below the prediction over the four weeks (62%) and above it in the last. The wording of the text matters more than its timing: it went better once two patients from the participation group had rewritten the first line.',
        decision: ['adopt', 'It holds for three clinicians. Keep it, with the new first line.'],
      },
      {
        title: 'The plan becomes the default',
        question: 'Does it last when it is nobody’s project any more?',
        change: 'The plan is part of the review template for all clinicians, locums included.',
        prediction: 'At least seven of ten reviews with a plan in every week of the cycle.',
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
        happened:
          'Six of twelve in the third week. Three colleagues typed a date ten years away to get past it.',
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
]
