import { isDay, longMonth, plainDay } from '#lib/day.ts'
import { given, listed, many, type Sentence, say, type Told, the } from '../telling.ts'

const KINDS: Record<string, string> = {
  epd: 'prescribing',
  list: 'list sizes',
  register: 'the practice register',
  openprescribing: 'figures of OpenPrescribing',
}
const kindOf = ({ text }: Told) => KINDS[text('kind') ?? ''] ?? 'figures'
const monthInWords = (month: string) => (isDay(`${month}-01`) ? longMonth(month) : month)
const SHOWN = 3
/** "of June and July 2026" in full for a few months, else how many. */
function monthsInWords({ list }: Told): string | false {
  const months = list('months')
  if (months.length === 0) return false
  return months.length <= SHOWN
    ? ` of ${listed(months.map(monthInWords)).join('')}`
    : ` of ${many(months.length, 'month')}`
}
const practicesOf = ({ list }: Told) => many(list('practices').length, 'practice')

/** Files that were imported, what is made of them, practices and networks. */
export const prescribingSentences = {
  'prescribing.import_published': (told) =>
    say`imported ${kindOf(told)}${monthsInWords(told)} from ${the('import', told.subject)}: ${many(told.count('rowsUsed'), 'row')} for ${many(told.count('practices'), 'practice')}${told.is('replaces') && ', in place of what was there'}`,
  'prescribing.import_discarded': ({ subject }) =>
    say`left out ${the('import', subject)}: nothing of it was kept`,
  'prescribing.import_undone': (told) =>
    say`took back ${the('import', told.subject)}: its ${kindOf(told)}${monthsInWords(told)} count no longer`,
  'prescribing.import_recomputed': ({ subject }) =>
    say`formed the sums of ${the('import', subject)} anew, as the measures are defined now`,
  'prescribing.presentations_added': ({ subject, count }) =>
    say`added ${many(count('rows'), 'sum')} by presentation from ${the('import', subject)}`,
  'prescribing.kept_rows_gone': ({ subject }) =>
    say`noted that the kept rows of ${the('import', subject)} are no longer there`,
  'prescribing.areas_asked_for': (told) =>
    say`asked for the figures of areas${monthsInWords(told)} to be formed`,
  'prescribing.areas_formed': ({ subject, count }) =>
    say`formed ${many(count('figures'), 'figure')} of areas for ${monthInWords(subject)}`,
  'prescribing.areas_named': ({ list }) =>
    say`named ${many(list('codes').length, 'area')} as the register does`,
  'prescribing.import_run_started': ({ subject }) =>
    say`put ${the('import run', subject)} in line to be imported`,
  'prescribing.import_run_taken_up': ({ subject, is }) =>
    is('taken')
      ? say`began to read ${the('import run', subject)}`
      : say`left ${the('import run', subject)} waiting, because another file was being read`,
  'prescribing.import_run_storing': ({ subject }) =>
    say`began to store the rows of ${the('import run', subject)}`,
  'prescribing.import_run_finished': ({ subject, text }) =>
    say`finished reading ${the('import run', subject)}: ${STATUS[text('status') ?? ''] ?? 'done'}`,
  'prescribing.import_run_failed': ({ subject }) =>
    say`could not go on reading ${the('import run', subject)}`,
  'prescribing.import_run_put_back': ({ subject }) =>
    say`put ${the('import run', subject)} back in line, because the server was stopped`,
  'prescribing.import_run_cancelled': ({ subject }) =>
    say`cancelled the import of ${the('import run', subject)}`,
  'prescribing.import_run_ended': ({ subject }) =>
    say`ended the import of ${the('import run', subject)}, as was asked`,
  'prescribing.import_run_resumed': ({ subject, is, text }) =>
    say`had ${the('import run', subject)} read again${is('replaces') && ', in place of what is loaded'}${given(text('measure'), (measure) => `, as the measure ${measure}`)}`,
  'prescribing.import_run_declined': ({ subject }) =>
    say`left ${the('import run', subject)} out, so that what is loaded stays`,
  'prescribing.import_run_file_moved': ({ subject, is }) =>
    is('kept')
      ? say`moved ${the('import run', subject)} within the inbox`
      : say`let go of ${the('import run', subject)}, which is not needed any more`,
  'practice.successor_recorded': ({ subject, text, day }) =>
    say`recorded that ${the('practice', text('successorCode'))} takes over from ${the('practice', subject)}${given(day('fromDay'), (from) => ` on ${plainDay(from)}`)}`,
  'practice.successor_undone': ({ subject }) => say`undid who takes over from ${the('practice', subject)}`,
  'practice.network_added': (told) => say`added ${the('network', told.subject)} with ${practicesOf(told)}`,
  'practice.network_changed': (told) =>
    say`changed ${the('network', told.subject)}, which now has ${practicesOf(told)}`,
  'practice.network_removed': ({ subject }) => say`removed ${the('network', subject)}`,
} satisfies Record<string, Sentence>

const STATUS: Record<string, string> = {
  imported: 'imported',
  unchanged: 'nothing in it is new',
  needs_decision: 'it asks for a decision',
  rejected: 'refused',
}
