import { writeFile } from 'node:fs/promises'
import type { Day } from '#lib/day.ts'
import type { SeedPractice } from './epd-stories.ts'

const OPENED = '19740401'
const GP_PRACTICE = '4'
const compact = (day: Day) => day.replaceAll('-', '')

/** Writes a practice register in the layout of `epraccur`: 27 columns, no headings, every cell quoted. */
export async function writeRegisterFile(
  path: string,
  practices: readonly SeedPractice[],
  closedOn: (practice: SeedPractice) => Day | undefined,
): Promise<string> {
  const lines = practices.map((practice) => {
    const { code, name, commissioner = '98Z' } = practice
    const closed = closedOn(practice)
    const until = closed ? compact(closed) : ''
    const address = [
      `${Number(code.slice(3))} EXAMPLE ROAD`,
      'INVENTED TOWN',
      '',
      '',
      '',
      `ZZ${code.slice(4)} 1ZZ`,
    ]
    const cells = [
      ...[code, name.toUpperCase(), 'Y98', 'QZ7', ...address, OPENED, until, closed ? 'C' : 'A', 'B'],
      ...[
        commissioner,
        OPENED,
        until,
        '00000 000000',
        '',
        '',
        '',
        '0',
        '',
        commissioner,
        '',
        GP_PRACTICE,
        '',
      ],
    ]
    return cells.map((cell) => `"${cell}"`).join(',')
  })
  await writeFile(path, `${lines.join('\r\n')}\r\n`)
  return path
}
