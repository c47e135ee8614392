import { type Day, plainDay } from '#lib/day.ts'
import { env } from '#lib/env.ts'
import { composeLetter } from '#lib/mail/letters.ts'
import { APPLICATION_LINK_DAYS } from '../links/commands.ts'

/** Letters that are sent to whatever address somebody typed, so nobody rewords them and they say little. */

const REASON =
  'You receive this because somebody, probably you, typed this address on our site. If it was not you, you need not do anything.'

const compose = (to: string, paragraphs: string[]) =>
  composeLetter({ organisation: env().ORGANISATION, to, paragraphs, reason: REASON })

export function linkLetter(to: string, programme: string, address: string) {
  return {
    subject: `Your application: ${programme}`,
    body: compose(to, [
      `Here is your private link to your application to ${programme}:`,
      address,
      'Everything you answer is kept, and the link brings you back to it. Whoever has the link can read and change your application, so do not pass it on.',
      `It works for ${APPLICATION_LINK_DAYS} days. You can get a new one at any time from the page where you gave this address.`,
    ]),
  }
}

/** Nothing can be begun just now, and nothing was. */
export function nothingHereLetter(programme: string, opensOn: Day | undefined) {
  return {
    subject: `Applications to ${programme}`,
    body: compose('reader', [
      `Somebody asked for a link to an application to ${programme} with this address. There is none.`,
      opensOn
        ? `Applications are not taken at the moment. They open on ${plainDay(opensOn)}.`
        : 'Applications are not taken at the moment.',
    ]),
  }
}
