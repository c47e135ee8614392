import { longMonth, type Month } from '#lib/day.ts'
import { env } from '#lib/env.ts'
import { composeLetter } from '#lib/mail/letters.ts'

interface Gained {
  name: string
  practices: readonly { code: string; name: string }[]
  month: Month
}

/** Says that there is something to look at, and nothing about what it shows: that is read on the chart. */
export function chartGainedPointLetter({ name, practices, month }: Gained) {
  const { ORGANISATION, ORIGIN } = env()
  const where = practices.map((practice) => practice.name).join(' and ')
  const charts = practices.length === 1 ? 'Its charts have' : 'Their charts have'
  return {
    subject: `Prescribing of ${longMonth(month)}: new points on your charts`,
    body: composeLetter({
      organisation: ORGANISATION,
      to: name,
      paragraphs: [
        `The prescribing of ${where} in ${longMonth(month)}, as the NHS publishes it, is now in ${ORGANISATION}. ${charts} a new point.`,
        ...practices.map((practice) => `${practice.name}:\n${ORIGIN}/prescribing/${practice.code}`),
      ],
      reason: `You asked for this letter. To get it no longer: ${ORIGIN}/account/letters`,
    }),
  }
}
