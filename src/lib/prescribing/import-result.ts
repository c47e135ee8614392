import type { Month } from '#lib/day.ts'
import type { Problem } from './problems.ts'
import type { FileKind } from './reading/layouts.ts'

/** What became of one file, as `bin/import-prescribing --json` prints it. */
export interface ImportResult {
  file: string
  kind: FileKind
  months: Month[]
  rowsRead: number
  rowsUsed: number
  rowsRejected: number
  practices: number
  seconds: number
  status: 'imported' | 'unchanged' | 'needs_decision' | 'rejected'
  problems: Problem[]
}

/** Where the status stands beside the messages, this is not said twice. */
export const NOTHING_IMPORTED = 'nothing_imported'

/** Messages are read without the status: a refused file says among them that nothing of it came in. */
export function told(result: ImportResult): ImportResult {
  if (result.status !== 'rejected') return result
  const message = 'Nothing of this file was imported.'
  const said = { level: 'note' as const, line: null, column: null, code: NOTHING_IMPORTED, message }
  return { ...result, problems: [...result.problems, said] }
}

/** A file of which nothing was read. */
export const refusedUnread = (file: string, code: string, message: string): ImportResult => ({
  file,
  kind: 'unknown',
  months: [],
  rowsRead: 0,
  rowsUsed: 0,
  rowsRejected: 0,
  practices: 0,
  seconds: 0,
  status: 'rejected',
  problems: [{ level: 'error', line: null, column: null, code, message }],
})

export const NAME_NOT_SHOWN = '(name not shown)'
export const NUMBER_IN_NAME =
  'The name of the file holds a number that could be an NHS number. If the file is about patients, delete it: Steward never takes patient data. If not, give it the name it had when downloaded.'

/** The name of a file is stored, shown and put into logs. One that may hold an NHS number is not even said back. */
export const refusedForItsName = refusedUnread(NAME_NOT_SHOWN, 'identifier_in_name', NUMBER_IN_NAME)
