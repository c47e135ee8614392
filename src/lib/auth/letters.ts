import { env } from '#lib/env.ts'
import { composeLetter } from '#lib/mail/letters.ts'

/** The letters of this domain: plain text, one link, what to do and what happens if nothing is done. */

const letter = (to: string, paragraphs: readonly string[], reason: string) =>
  composeLetter({ organisation: env().ORGANISATION, to, paragraphs, reason })

export function invitationLetter(name: string, secret: string) {
  const { ORGANISATION, ORIGIN } = env()
  return {
    subject: `Your account with ${ORGANISATION}`,
    body: letter(
      name,
      [
        `An account has been made for you on ${ORGANISATION}, where your quality improvement collaborative runs.`,
        `Choose your password here:\n${ORIGIN}/choose-password/${secret}`,
        `The link works once and for seven days. Too late for it? Get a new one at any time here:\n${ORIGIN}/password-reset`,
        'If you did not expect this letter you need not do anything.',
      ],
      'You receive this because somebody who runs the collaborative invited you.',
    ),
  }
}

export function passwordResetLetter(name: string, secret: string) {
  const { ORGANISATION, ORIGIN } = env()
  return {
    subject: `Choose a new password for ${ORGANISATION}`,
    body: letter(
      name,
      [
        'Somebody, probably you, asked to choose a new password.',
        `Choose it here:\n${ORIGIN}/choose-password/${secret}`,
        'The link works once and for one hour. If you did not ask for it, you need not do anything: your password stays as it is.',
      ],
      'You receive this because your address was typed where a new password is asked for.',
    ),
  }
}

export function passwordChangedLetter(name: string) {
  const { ORGANISATION, ORIGIN } = env()
  return {
    subject: `Your password for ${ORGANISATION} was changed`,
    body: letter(
      name,
      [
        'The password of your account was changed, and you are signed out everywhere else.',
        `If it was not you, choose a new one now, and tell whoever invited you:\n${ORIGIN}/password-reset`,
      ],
      'You receive this because the account is yours.',
    ),
  }
}
