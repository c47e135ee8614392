import { env } from '#lib/env.ts'

/** The letters of this domain: plain text, one link, what to do and what happens if nothing is done. */

export function invitationLetter(name: string, secret: string) {
  const { ORGANISATION, ORIGIN } = env()
  return {
    subject: `Your account with ${ORGANISATION}`,
    body: [
      `Dear ${name}`,
      `An account has been made for you on ${ORGANISATION}, where your quality improvement collaborative runs.`,
      `Choose your password here:\n${ORIGIN}/choose-password/${secret}`,
      'The link works once and for seven days. If it has stopped working, ask whoever invited you for a new one.',
      'If you did not expect this message you need not do anything.',
    ].join('\n\n'),
  }
}

export function passwordResetLetter(name: string, secret: string) {
  const { ORGANISATION, ORIGIN } = env()
  return {
    subject: `Choose a new password for ${ORGANISATION}`,
    body: [
      `Dear ${name}`,
      'Someone, probably you, asked to choose a new password.',
      `Choose it here:\n${ORIGIN}/choose-password/${secret}`,
      'The link works once and for one hour. If you did not ask for it, you need not do anything: your password stays as it is.',
    ].join('\n\n'),
  }
}

export function passwordChangedLetter(name: string) {
  const { ORGANISATION, ORIGIN } = env()
  return {
    subject: `Your password for ${ORGANISATION} was changed`,
    body: [
      `Dear ${name}`,
      'The password of your account was changed, and you are signed out everywhere else.',
      `If it was not you, choose a new one now:\n${ORIGIN}/password-reset`,
      'and tell whoever invited you.',
    ].join('\n\n'),
  }
}
