import { sync } from 'node-ical'
import { describe, expect, it } from 'vitest'
import { type CalendarSession, calendarOf } from '#lib/calendars/calendar.ts'

const session: CalendarSession = {
  id: 'aaaa1111bbbb2222',
  title: 'Identifying the problem',
  heldOn: '2026-10-23',
  startsAt: '09:30',
  endsAt: '12:00',
  place: 'online',
  url: 'http://localhost:4321/sessions/aaaa1111bbbb2222',
  programme: 'Opioid Stewardship',
  sequence: 0,
  since: new Date('2026-09-01T08:00:00Z'),
}

/** Read by a parser that nobody here wrote. */
function read(text: string) {
  const entries = Object.values(sync.parseICS(text))
  return entries.filter((entry) => entry !== undefined && entry.type === 'VEVENT')
}

describe('a calendar of sessions', () => {
  it('gives the London clock time on either side of the October clock change', () => {
    const after = { ...session, id: 'cccc', heldOn: '2026-10-30' }
    const [before, later] = read(calendarOf('Autumn', [session, after]))
    expect(before?.start.toISOString()).toBe('2026-10-23T08:30:00.000Z')
    expect(before?.end?.toISOString()).toBe('2026-10-23T11:00:00.000Z')
    expect(later?.start.toISOString()).toBe('2026-10-30T09:30:00.000Z')
  })

  it('gives the London clock time on either side of the March clock change', () => {
    const days = ['2027-03-26', '2027-03-29'].map((heldOn) => ({ ...session, id: heldOn, heldOn }))
    const starts = read(calendarOf('Spring', days)).map(({ start }) => start.toISOString())
    expect(starts).toEqual(['2027-03-26T09:30:00.000Z', '2027-03-29T08:30:00.000Z'])
  })

  it('keeps the UID and raises the sequence when a session moves', () => {
    const moved = { ...session, heldOn: '2026-11-06', sequence: 1 }
    const [before] = read(calendarOf('Autumn', [session]))
    const [after] = read(calendarOf('Autumn', [moved]))
    expect(after?.uid).toBe(before?.uid)
    expect([Number(before?.sequence), Number(after?.sequence)]).toEqual([0, 1])
    expect(after?.start.toISOString()).toBe('2026-11-06T09:30:00.000Z')
  })

  it('says that a session is cancelled, and why, and no longer how to join', () => {
    const cancelled = {
      ...session,
      joinUrl: 'https://meet.example.org/x',
      cancelledBecause: 'The speaker is ill',
    }
    const [event] = read(calendarOf('Autumn', [cancelled]))
    expect(event?.status).toBe('CANCELLED')
    expect(event?.summary).toBe('Cancelled: Identifying the problem')
    expect(event?.description).toContain('The speaker is ill')
    expect(event?.description).not.toContain('Join')
  })

  it('holds the link to join only when it is given', () => {
    const joinUrl = 'https://meet.example.org/a?b=1,2;3'
    expect(read(calendarOf('A', [{ ...session, joinUrl }]))[0]?.location).toBe(joinUrl)
    expect(calendarOf('A', [session])).not.toContain('meet.example.org')
  })

  it.each([
    ['line breaks that would begin other properties', 'Talk\r\nUID:evil\rEND'],
    ['commas, semicolons and backslashes', 'One, two; three\\four'],
    ['letters that are longer than a byte, over the end of a line', 'Ŵŷ – pŵer '.repeat(20).trim()],
    ['a colon and quotes', '"Why": a talk'],
  ])('carries a title with %s unharmed', (_, title) => {
    const text = calendarOf('A', [{ ...session, title }])
    const events = read(text)
    expect(text.match(/^UID:/gm)).toHaveLength(1)
    expect(events).toHaveLength(1)
    expect(String(events[0]?.summary)).toBe(title.replace(/\r\n?/g, '\n'))
  })

  it('is made of lines of at most 75 bytes that end as the standard says', () => {
    const text = calendarOf('A', [{ ...session, title: 'Ŵŷ'.repeat(100) }])
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('says in its time stamps which second it means everywhere', () => {
    expect(calendarOf('A', [session])).toContain('DTSTAMP:20260901T080000Z')
  })
})
