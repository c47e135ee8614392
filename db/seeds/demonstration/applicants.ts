import type { Profession } from '#db/schema/people.ts'
import { addressOf } from './cast.ts'

/** What an applicant's story comes to. Each is one way through the applications. */
export type ApplicantStory =
  | 'only began'
  | 'half way'
  | 'waits for the employer'
  | 'employer asked a question'
  | 'waits for the prescriber'
  | 'employer declined, another is asked'
  | 'employer let it pass'
  | 'promise taken back'
  | 'ready'
  | 'shortlisted'
  | 'enrolled'
  | 'waiting list'
  | 'declined for want of a prescriber'
  | 'gave the place back'

export interface Applicant {
  name: string
  profession: Profession
  /** Place of the practice in the cast; 0 is one that is not in the register. */
  practice: number
  focusArea: string
  why: string
  story: ApplicantStory
  /** How long before today the application was begun. */
  daysAgo: number
  /** Nobody has to agree, and why. */
  alone?: string
}

const PARTNER = 'A partner in the practice'
const who = (
  name: string,
  profession: Profession,
  practice: number,
  [story, daysAgo]: [ApplicantStory, number],
  [focusArea, why]: [string, string],
  alone?: string,
): Applicant => ({ name, profession, practice, story, daysAgo, focusArea, why, ...(alone && { alone }) })

/** People who apply to the next cohort, all invented. */
export const applicants: Applicant[] = [
  who('Agnes Holloway', 'GP', 2, ['only began', 3], ['', '']),
  who('Bertrand Okafor', 'prescribing pharmacist', 4, ['half way', 9], ['', '']),
  who(
    'Carys Mandeville',
    'GP',
    6,
    ['waits for the employer', 6],
    [
      'starting-well',
      'Too many short courses have no end date. I would like every new prescription to have one.',
    ],
  ),
  who(
    'Dorian Achebe',
    'prescribing pharmacist',
    7,
    ['employer asked a question', 4],
    ['finding-long-term-use', 'We have no list of who has taken opioids for more than three months.'],
  ),
  who(
    'Esther Quayle',
    'non-prescribing pharmacist',
    8,
    ['waits for the prescriber', 8],
    ['reviewing-together', 'I do the medicine reviews and would like to see a plan come out of each.'],
  ),
  who(
    'Fergus Llewellyn',
    'other prescriber',
    9,
    ['employer declined, another is asked', 12],
    ['living-with-pain', 'People wait months for the pain service. I want to know what helps meanwhile.'],
  ),
  who(
    'Greta Vasquez',
    'GP',
    10,
    ['employer let it pass', 27],
    ['starting-well', 'Discharge letters bring new opioids every week and nobody decides about them.'],
  ),
  who(
    'Hamish Obuya',
    'prescribing pharmacist',
    11,
    ['promise taken back', 20],
    ['making-it-last', 'Our last effort ended when one colleague left. This one should not.'],
  ),
  who(
    'Ingrid Sowande',
    'GP',
    3,
    ['ready', 11],
    [
      'finding-long-term-use',
      'A search we ran found more people than we expected, and we have no plan for them.',
    ],
    PARTNER,
  ),
  who(
    'Joaquim Trevelyan',
    'other prescriber',
    12,
    ['ready', 14],
    [
      'reviewing-together',
      'I see people with long-term pain every day, and would like to offer a taper that works.',
    ],
  ),
  who(
    'Kirsten Adomako',
    'GP',
    5,
    ['shortlisted', 16],
    ['living-with-pain', 'Our social prescriber has room. Few people with pain are sent to her.'],
    PARTNER,
  ),
  who(
    'Lorcan Petrov',
    'prescribing pharmacist',
    1,
    ['shortlisted', 18],
    ['reviewing-together', 'Reviews happen, and the dose is the same a year later.'],
  ),
  who(
    'Maribel Fenwick',
    'GP',
    4,
    ['enrolled', 22],
    ['starting-well', 'New prescriptions are where we can do most with least.'],
    'A locum, with nobody to grant the time',
  ),
  who(
    'Nikolai Ashdown',
    'prescribing pharmacist',
    6,
    ['enrolled', 24],
    ['finding-long-term-use', 'We would begin with a search every month and a meeting about it.'],
  ),
  who(
    'Oonagh Villiers',
    'non-prescribing pharmacist',
    9,
    ['enrolled', 25],
    ['reviewing-together', 'With a prescriber beside me, a review could end in a decision.'],
  ),
  who(
    'Percival Nwosu',
    'GP',
    8,
    ['waiting list', 10],
    ['making-it-last', 'We have changed once already and would like to keep it.'],
    PARTNER,
  ),
  who(
    'Ronja Castlereagh',
    'non-prescribing pharmacist',
    0,
    ['declined for want of a prescriber', 26],
    ['finding-long-term-use', 'Our network has a list and nobody who works with it.'],
  ),
  who(
    'Sylvain Mbeki',
    'GP',
    2,
    ['gave the place back', 23],
    ['starting-well', 'I want the first prescription to be a decision.'],
    PARTNER,
  ),
]

const FIRST = ['Odile', 'Rupert', 'Shanthi', 'Tobias', 'Una', 'Vikram', 'Winifred', 'Xenia', 'Yusuf']
const LAST = ['Ravenscroft', 'Delacourt', 'Mistry', 'Penhaligon', 'Garside', 'Nakamura', 'Threlfall']

/** Whom an applicant names: always the same invented person. */
export function sponsorOf(name: string, kind: 'employer' | 'prescriber' | 'second') {
  const place =
    applicants.findIndex((one) => one.name === name) * 3 + ['employer', 'prescriber', 'second'].indexOf(kind)
  const sponsor = `${FIRST[place % FIRST.length]} ${LAST[place % LAST.length]}`
  return { name: sponsor, email: addressOf(sponsor) }
}
