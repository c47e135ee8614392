import { z } from 'zod'
import { addDays, type Day } from '#lib/day.ts'
import { line, optionalText, typedDay } from '#lib/fields.ts'
import { doubtsAbout } from './dates.ts'
import { minutesBetween } from './timetable.ts'

const FURTHEST_DAYS = 3 * 366
const LONGEST_MINUTES = 12 * 60

/** A clock time as people type it: "9:30", "09.30", "0930". */
const clockTimeOf = (ask: string) =>
  z
    .string({ error: ask })
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(
      z
        .string()
        .min(1, ask)
        .regex(/^([01]?\d|2[0-3])[:.]?[0-5]\d$/, `${ask} on the 24-hour clock, like 09:30 or 14:00`),
    )
    .transform((text) => text.replace(/[:.]/, '').padStart(4, '0'))
    .transform((digits) => `${digits.slice(0, 2)}:${digits.slice(2)}`)

const joinLink = optionalText('The link', 500)
  .refine(
    (text) => text === '' || isWebAddress(text),
    'Enter a link that begins with https://, or leave it empty',
  )
  .transform((text) => text || null)

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:' && !/\s/.test(text)
}

/** How one is asked about a date that is doubtful; the page has a box to tick then. */
export const ALL_THE_SAME = 'or tick that you mean it'

/**
 * When, where and how a session is held, and why that changes. A letter cannot be called back, so a move from the
 * day on which people expect it to a doubtful one is asked about first.
 */
export const sessionForm = (today: Day, expectedOn?: Day) =>
  z
    .object({
      heldOn: typedDay('the day', { notBefore: today, notAfter: addDays(today, FURTHEST_DAYS) }),
      startsAt: clockTimeOf('Enter when it starts'),
      endsAt: clockTimeOf('Enter when it ends'),
      place: line('Enter where it is held', 200),
      joinUrl: joinLink,
      reason: optionalText('The reason', 300),
      meansIt: z.literal('on').optional(),
    })
    .superRefine(({ startsAt, endsAt, heldOn, meansIt }, context) => {
      const doubts = expectedOn && heldOn !== expectedOn && !meansIt ? doubtsAbout(heldOn, today) : []
      if (doubts.length > 0)
        context.addIssue({
          code: 'custom',
          path: ['heldOn'],
          message: `${doubts.join(' ')} Choose another day, ${ALL_THE_SAME}`,
        })
      const minutes = minutesBetween(startsAt, endsAt)
      if (minutes <= 0)
        context.addIssue({ code: 'custom', path: ['endsAt'], message: 'The end must be after the start' })
      else if (minutes > LONGEST_MINUTES)
        context.addIssue({ code: 'custom', path: ['endsAt'], message: 'A session can last 12 hours at most' })
    })
    .transform(({ meansIt: _, ...details }) => details)
