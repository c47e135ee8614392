import { type AttendanceRecord, attendanceRecord } from '#lib/attendance/record.ts'
import type { ProgressState } from '#lib/case-studies/state.ts'
import type { Every } from '#lib/charts/series.ts'
import { addDays, type Day, daysBetween, longMonth, monthOf, plainDay } from '#lib/day.ts'

type MarkedSession = Parameters<typeof attendanceRecord>[0][number]

export interface MemberFacts {
  sessions: readonly MarkedSession[]
  /** The projects the member works on, with their last cycle and last data point. */
  projects: readonly {
    id: string
    title: string
    cycle: { endsOn: Day; closed: boolean } | undefined
    lastPoint: { period: Day; every: Every } | undefined
  }[]
  caseStudy: ProgressState
}

/** Something a facilitator may want to ask about. `why` is a whole sentence about the work, never about the person. */
export interface Concern {
  about: 'attendance' | 'project' | 'cycle' | 'data' | 'case study'
  why: string
}

const periodInWords = ({ period, every }: { period: Day; every: Every }) =>
  every === 'month' ? longMonth(monthOf(period)) : `the week from ${plainDay(period)}`

const SESSIONS_BEFORE_A_PROJECT = 4
/**
 * Counted from the first day of the period. A month is published up to eleven weeks after it ends and stands for
 * the newest until the next one is; a week is typed soon after it ends.
 */
const DATA_LATE_WEEKS: Record<Every, number> = { week: 4, month: 21 }
const CYCLE_LATE_DAYS = 14

/** Why a member may be blocked, the most basic first. Facts only: no score and no rank. */
export function concernsOf({ sessions, projects, caseStudy }: MemberFacts, today: Day): Concern[] {
  const record = attendanceRecord(sessions, today)
  const concerns: Concern[] = []
  const missed = record.absent + record.apologised
  if (missed >= 2) concerns.push({ about: 'attendance', why: `Missed ${missed} of ${record.held} sessions.` })
  if (projects.length === 0 && record.held >= SESSIONS_BEFORE_A_PROJECT) {
    concerns.push({ about: 'project', why: 'Is on no project yet.' })
  }
  for (const { cycle, lastPoint } of projects) {
    if (!cycle) concerns.push({ about: 'cycle', why: 'The project has no PDSA cycle yet.' })
    else if (!cycle.closed && daysBetween(cycle.endsOn, today) > CYCLE_LATE_DAYS) {
      concerns.push({
        about: 'cycle',
        why: `The last cycle ended ${daysBetween(cycle.endsOn, today)} days ago and is not closed.`,
      })
    }
    if (!lastPoint) concerns.push({ about: 'data', why: 'The project has no data point yet.' })
    else if (lastPoint.period < addDays(today, -7 * DATA_LATE_WEEKS[lastPoint.every])) {
      concerns.push({ about: 'data', why: `The last data point is for ${periodInWords(lastPoint)}.` })
    }
  }
  if (caseStudy === 'returned')
    concerns.push({ about: 'case study', why: 'The case study was returned and not submitted again.' })
  return concerns
}

export const attendanceOf = (facts: MemberFacts, today: Day): AttendanceRecord =>
  attendanceRecord(facts.sessions, today)
