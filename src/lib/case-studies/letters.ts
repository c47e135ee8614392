import { certificateAddress } from '#lib/certificates/address.ts'
import { env } from '#lib/env.ts'
import { composeLetter } from '#lib/mail/letters.ts'

/** The letters of this domain. None repeats what anyone wrote: that is read behind the sign-in. */

interface Person {
  name: string
}
interface Study {
  id: string
  author: Person
  cohort: { name: string }
}

const compose = (to: Person, paragraphs: string[], reason: string) =>
  composeLetter({ organisation: env().ORGANISATION, to: to.name, paragraphs, reason })

const AUTHOR = (study: Study) =>
  `You receive this because you submitted a case study in ${study.cohort.name}.`

export function submittedLetter(reviewer: Person, study: Study, number: number) {
  const again = number > 1 ? ' again, after changes' : ''
  return {
    subject: `A case study to review from ${study.author.name}`,
    body: compose(
      reviewer,
      [
        `${study.author.name} has submitted a case study${again}. It waits for a reviewer of ${study.cohort.name}.`,
        `Read it and decide here:\n${env().ORIGIN}/case-studies/${study.id}/review`,
        'One reviewer decides. If a colleague was quicker, the page says so.',
      ],
      `You receive this because you review case studies in ${study.cohort.name}.`,
    ),
  }
}

export function returnedLetter(study: Study) {
  return {
    subject: 'Your case study needs changes',
    body: compose(
      study.author,
      [
        'A reviewer has read your case study and asks for changes before it can be accepted.',
        `Read the comments and go on writing here:\n${env().ORIGIN}/case-studies/${study.id}`,
        'Nothing you wrote is lost. Submit it again when you are ready.',
      ],
      AUTHOR(study),
    ),
  }
}

export function acceptedLetter(study: Study, code: string) {
  return {
    subject: 'Your case study is accepted: your certificate',
    body: compose(
      study.author,
      [
        'A reviewer has accepted your case study, and your certificate has been awarded.',
        `See it and download it as a PDF here:\n${certificateAddress(code)}`,
        'Anyone who has this address can check the certificate without an account.',
        `The reviewer’s comments, if any, are with your case study:\n${env().ORIGIN}/case-studies/${study.id}`,
      ],
      AUTHOR(study),
    ),
  }
}
