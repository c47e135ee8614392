import type { Context } from './reading.ts'

/** Says what was kept of a file that holds more practices than may come in. */
export function reportKept(found: number, kept: number, { problems, onlyPractices }: Context) {
  const practices = `${found.toLocaleString('en-GB')} ${found === 1 ? 'practice' : 'practices'}`
  if (found === 0) {
    problems.error('no_practice', 'Not one row of this file belongs to a practice. Download the file again.')
  } else if (kept === 0) {
    const yours = [...(onlyPractices ?? [])].join(' or ')
    const which =
      found === 1 ? 'The practice in this file is not' : `None of the ${practices} in this file is`
    problems.error('not_your_practice', `${which} yours (${yours}). Choose a file that holds your practice.`)
  } else if (kept < found) {
    problems.note(
      'other_practices',
      `Of ${practices} only ${kept === 1 ? 'yours comes' : `your ${kept} come`} in.`,
    )
  }
}
