import ICAL from 'ical.js'
import type { Day } from '#lib/day.ts'

/** One session as a calendar program needs it. */
export interface CalendarSession {
  id: string
  title: string
  heldOn: Day
  startsAt: string
  endsAt: string
  place: string
  /** Only for those who are enrolled. */
  joinUrl?: string | null
  /** The page about it. */
  url: string
  programme: string
  sequence: number
  /** When this was so for the first time. */
  since: Date
  /** Why it will not be held; undefined when it will. */
  cancelledBecause?: string | undefined
}

const ZONE = 'Europe/London'
/** London since 1996: the rules of the European Union, kept by the Summer Time Order 2002. */
const LONDON = `BEGIN:VTIMEZONE
TZID:${ZONE}
BEGIN:DAYLIGHT
DTSTART:19960331T010000
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE`.replaceAll('\n', '\r\n')
const READ_AGAIN = 'PT6H'

/**
 * Sessions as an iCalendar file (RFC 5545, with the reading interval of RFC 7986). Times are London clock times
 * with their time zone; a session keeps its UID for ever, and its SEQUENCE grows with each change.
 */
export function calendarOf(name: string, sessions: readonly CalendarSession[]): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.addPropertyWithValue('version', '2.0')
  calendar.addPropertyWithValue('prodid', '-//Steward//Sessions//EN')
  calendar.addPropertyWithValue('method', 'PUBLISH')
  calendar.addPropertyWithValue('name', inOneProperty(name))
  calendar.addPropertyWithValue('x-wr-calname', inOneProperty(name))
  calendar.addPropertyWithValue('x-wr-timezone', ZONE)
  calendar.addPropertyWithValue('refresh-interval', ICAL.Duration.fromString(READ_AGAIN))
  calendar.addPropertyWithValue('x-published-ttl', READ_AGAIN)
  calendar.addSubcomponent(new ICAL.Component(ICAL.parse(LONDON)))
  for (const session of sessions) calendar.addSubcomponent(eventOf(session))
  return `${calendar.toString()}\r\n`
}

function eventOf(session: CalendarSession): ICAL.Component {
  const { cancelledBecause } = session
  const event = new ICAL.Component('vevent')
  event.addPropertyWithValue('uid', `${session.id}@steward`)
  event.addPropertyWithValue('dtstamp', utc(session.since))
  event.addPropertyWithValue('last-modified', utc(session.since))
  event.addPropertyWithValue('sequence', session.sequence)
  event.addPropertyWithValue('dtstart', inLondon(session.heldOn, session.startsAt)).setParameter('tzid', ZONE)
  event.addPropertyWithValue('dtend', inLondon(session.heldOn, session.endsAt)).setParameter('tzid', ZONE)
  const summary = `${cancelledBecause === undefined ? '' : 'Cancelled: '}${session.title}`
  event.addPropertyWithValue('summary', inOneProperty(summary))
  event.addPropertyWithValue('location', inOneProperty(session.joinUrl ?? session.place))
  event.addPropertyWithValue('description', inOneProperty(aboutIt(session)))
  event.addPropertyWithValue('url', session.url)
  event.addPropertyWithValue('status', cancelledBecause === undefined ? 'CONFIRMED' : 'CANCELLED')
  event.addPropertyWithValue('transp', cancelledBecause === undefined ? 'OPAQUE' : 'TRANSPARENT')
  return event
}

const aboutIt = ({ programme, place, joinUrl, url, cancelledBecause }: CalendarSession) =>
  [
    programme,
    cancelledBecause && `It is cancelled: ${cancelledBecause}`,
    joinUrl && !cancelledBecause && `Join ${place}: ${joinUrl}`,
    `About it: ${url}`,
  ]
    .filter(Boolean)
    .join('\n')

/** The library escapes line feeds only: a carriage return would begin a property of its own. */
const inOneProperty = (text: string) => text.replace(/\r\n?/g, '\n').replace(/(?!\n)\p{Cc}/gu, '')

const utc = (instant: Date) => ICAL.Time.fromJSDate(instant, true)

/** A clock time that belongs to no zone yet; its property says to which. */
const inLondon = (day: Day, time: string) => ICAL.Time.fromDateTimeString(`${day}T${time}:00`)
