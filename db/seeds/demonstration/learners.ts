/** What a member has done on one page: invented, and nothing in it is about a patient. */
export interface Lesson {
  page: string
  /** Days before today on which they read it. */
  daysAgo: number
  /** How many parts they have read, from the first; all when left out. */
  parts?: number
  /** How many answers were right, one number for each go at the check. */
  goes?: number[]
  wrote?: string
  shared?: boolean
}

export interface Learner {
  /** Place in the cast. */
  place: number
  lessons?: Lesson[]
  /** How sure they felt of each mechanism, in the order of the programme. */
  sure?: { daysAgo: number; ratings: number[] }[]
  bookmarks?: { subject: string; daysAgo: number }[]
}

const session = (name: string) => `opioid-stewardship/${name}`

/** Each is a way through what is taught. Whoever is not here has not begun. */
export const learners: Learner[] = [
  {
    place: 0,
    lessons: [
      {
        page: session('identifying-the-problem'),
        daysAgo: 95,
        goes: [2],
        wrote:
          'We made the repeat easy: one click, and no date to look again. A review date that stops the click would have made it harder.',
      },
      {
        page: session('why-this-is-a-focus'),
        daysAgo: 88,
        goes: [2, 4],
        wrote:
          'I expected our line to have come down since the last audit. It has not moved for a year. I will find out how many long-term prescriptions have a review date at all.',
        shared: true,
      },
      {
        page: session('the-complexity-of-pain'),
        daysAgo: 86,
        goes: [0, 2, 3],
        wrote:
          'I often say that the scan shows nothing to worry about.\n\nI mean it to reassure. I can hear now how it sounds to somebody who was not believed before.',
      },
      { page: session('supporting-patients'), daysAgo: 84, goes: [3] },
      {
        page: session('understanding-the-problem'),
        daysAgo: 65,
        goes: [2],
        wrote: 'A request passes four of us, and not one is asked to look at the date of the last review.',
        shared: true,
      },
      { page: session('strategy-and-change-ideas'), daysAgo: 44, goes: [1] },
      {
        page: session('testing'),
        daysAgo: 30,
        goes: [2],
        wrote:
          'We predicted that the short letter would be answered more often. It was not. The phone call was.',
        shared: true,
      },
      { page: 'toolkit/pdsa', daysAgo: 29, goes: [2] },
      { page: 'toolkit/run-charts', daysAgo: 12, parts: 4 },
    ],
    sure: [
      { daysAgo: 96, ratings: [3, 2, 2, 1, 3, 2] },
      { daysAgo: 80, ratings: [3, 4, 3, 1, 3, 2] },
      { daysAgo: 10, ratings: [4, 4, 4, 2, 3, 4] },
    ],
    bookmarks: [
      { subject: 'toolkit/run-charts', daysAgo: 12 },
      { subject: session('supporting-patients'), daysAgo: 84 },
      { subject: 'resources/ten-footsteps', daysAgo: 83 },
    ],
  },
  {
    place: 1,
    lessons: [
      { page: session('why-this-is-a-focus'), daysAgo: 87, goes: [4] },
      { page: session('the-complexity-of-pain'), daysAgo: 85, goes: [3] },
      { page: session('supporting-patients'), daysAgo: 82, goes: [2, 3] },
    ],
    sure: [{ daysAgo: 94, ratings: [2, 4, 2, 2, 2, 3] }],
  },
  {
    place: 2,
    lessons: [
      { page: session('why-this-is-a-focus'), daysAgo: 80, goes: [3] },
      {
        page: session('the-complexity-of-pain'),
        daysAgo: 3,
        parts: 3,
        wrote:
          '“Your pain is real.” I say it often, and then I hurry on. It may sound like a way to end the talk.',
      },
    ],
    bookmarks: [{ subject: 'toolkit/driver-diagram', daysAgo: 20 }],
  },
  {
    place: 4,
    lessons: [
      {
        page: 'toolkit/pdsa',
        daysAgo: 18,
        goes: [1, 4],
        wrote: 'One clinician, one afternoon, the first three requests. We could do it on Thursday.',
        shared: true,
      },
      { page: 'toolkit/aim-statement', daysAgo: 60, parts: 2 },
    ],
  },
  {
    place: 8,
    lessons: [
      {
        page: session('supporting-patients'),
        daysAgo: 81,
        goes: [3],
        wrote: 'Ours says “you have been identified”. We will begin with what we offer.',
        shared: true,
      },
    ],
    sure: [
      { daysAgo: 95, ratings: [4, 4, 4, 3, 4, 3] },
      { daysAgo: 15, ratings: [4, 3, 3, 3, 4, 4] },
    ],
  },
  { place: 11, bookmarks: [{ subject: 'resources/opioids-aware', daysAgo: 70 }] },
  { place: 16, lessons: [{ page: session('testing'), daysAgo: 28, parts: 0, goes: [1] }] },
]
