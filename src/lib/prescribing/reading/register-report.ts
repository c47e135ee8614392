import { GP_PRACTICE } from '#lib/practices/rules.ts'
import type { Problems } from '../problems.ts'
import type { RegisteredPractice } from './reading.ts'

/** What a register holds, so that whoever imports it can tell whether it is the whole one. */
export function reportRegister(rows: RegisteredPractice[], others: number, problems: Problems) {
  const general = rows.filter(({ setting }) => setting === GP_PRACTICE)
  if (rows.length === 0) {
    problems.error('no_practice', 'Not one line of this register is a practice. Download the file again.')
  } else if (general.length === 0) {
    const message =
      'No line of this register is a GP practice (prescribing setting 4). Check that it is epraccur, and complete.'
    problems.warn('no_gp_practice', message)
  } else {
    const open = general.filter(({ status }) => status === 'active').length
    const message = `GP practices: ${count(open)} open, ${count(general.length - open)} closed or dormant. Other prescribing services: ${count(rows.length - general.length)}.`
    problems.note('register_holds', message)
  }
  if (others > 0) {
    const what = others === 1 ? 'One line is' : `${count(others)} lines are`
    problems.note('other_organisations', `${what} no practice of England and left out.`)
  }
}

const count = (number: number) => number.toLocaleString('en-GB')
