import { isLetter, templateOf } from '#lib/applications/letters/templates.ts'
import { given, many, type Part, type Sentence, say, type Told, the } from '../telling.ts'

const KINDS: Record<string, string> = { employer: 'their employer', prescriber: 'a supporting prescriber' }
const sponsorOf = ({ text }: Told) => KINDS[text('kind') ?? ''] ?? 'a sponsor'
const applied = (told: Told) => the('application', told.subject)
const promised = (told: Told) => the('promise', told.subject)
const letterOf = ({ text }: Told) => {
  const letter = text('letter')
  return letter === undefined
    ? 'a letter'
    : `the letter “${isLetter(letter) ? templateOf(letter).title : letter}”`
}

function decided(told: Told): Part[] {
  switch (told.text('decision')) {
    case 'shortlisted':
      return say`put ${applied(told)} on the shortlist`
    case 'offered':
      return say`offered a place to whoever sent ${applied(told)}`
    case 'waiting list':
      return say`put ${applied(told)} on the waiting list`
    case 'declined':
      return say`declined ${applied(told)}`
    default:
      return say`decided about ${applied(told)}`
  }
}

/** Applications, promises and places. Who applied and who promised is not named: that is for the facilitators alone. */
export const applicationSentences = {
  'applications.link_requested': ({ subject, is }) =>
    is('sent')
      ? say`asked for a link to apply to ${the('cohort', subject)}, and was written to`
      : say`asked for a link to apply to ${the('cohort', subject)} too often, and was not written to`,
  'applications.link_made': (told) => say`had a private link to ${applied(told)} made`,
  'applications.started': (told) => say`began ${applied(told)}`,
  'applications.answered': (told) =>
    say`answered a question of ${applied(told)}${given(told.text('step'), (step) => `: ${step}`)}`,
  'applications.submitted': (told) => say`sent ${applied(told)}`,
  'applications.withdrawn': (told) =>
    say`withdrew ${applied(told)}${told.is('heldPlace') && ', and gave back the place'}`,
  'applications.decided': decided,
  'applications.place_taken': (told) => say`gave place ${String(told.count('number'))} to ${applied(told)}`,
  'applications.place_given_back': (told) => say`gave back the place of ${applied(told)}`,
  'applications.letter_reworded': (told) =>
    say`reworded ${letterOf(told)} for ${the('cohort', told.subject)}`,
  'applications.letter_reset': (told) =>
    say`put ${letterOf(told)} of ${the('cohort', told.subject)} back as it came`,
  'applications.letter_sent': (told) => say`had ${letterOf(told)} of ${the('cohort', told.subject)} written`,
  'applications.change_told': (told) =>
    say`told whoever sent ${applied(told)} what changed, with ${letterOf(told)}`,
  'applications.forgotten': ({ list }) =>
    say`deleted ${many(list('ids').length, 'application')} whose time to be kept was over`,
  'applications.draft_deleted': () => say`deleted their draft of an application`,
  'applications.requests_forgotten': () => say`deleted what counted how often links were asked for`,
  'promises.own_made': (told) => say`made their own promise in ${applied(told)}`,
  'promises.sponsor_named': (told) =>
    told.is('applies')
      ? say`named ${sponsorOf(told)} in ${applied(told)}`
      : say`said in ${applied(told)} why ${sponsorOf(told)} need not promise`,
  'promises.asked': (told) => say`had ${sponsorOf(told)} asked for ${promised(told)}`,
  'promises.asked_again': (told) => say`had ${sponsorOf(told)} asked again for ${promised(told)}`,
  'promises.answered': (told) =>
    say`${told.text('answer') === 'agreed' ? 'gave' : 'declined'} ${promised(told)}`,
  'promises.taken_back': (told) => say`took back ${promised(told)}`,
  'promises.applicant_told': (told) => say`told the applicant of ${promised(told)}, with ${letterOf(told)}`,
  'promises.link_made': (told) => say`had a private link to ${promised(told)} made`,
  'promises.question_asked': (told) => say`asked a question about ${promised(told)}`,
  'promises.reminded': (told) =>
    told.count('number') === 3
      ? say`wrote that the time for ${promised(told)} is up`
      : say`reminded of ${promised(told)}`,
  'promises.reminder_left_out': (told) =>
    say`sent no reminder of ${promised(told)}, which was settled meanwhile`,
} satisfies Record<string, Sentence>
