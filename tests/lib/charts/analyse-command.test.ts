import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')

function analyse(input: string, ...options: string[]) {
  return spawnSync('bash', ['bin/analyse-series', ...options], { cwd: root, input, encoding: 'utf8' })
}

const half = (count: number, value: number, from: number) =>
  Array.from(
    { length: count },
    (_, at) =>
      `20${20 + Math.floor((from + at) / 12)}-${String(((from + at) % 12) + 1).padStart(2, '0')},${value + (at % 3)}`,
  )
const stepDown = ['date,value', ...half(12, 50, 0), ...half(12, 30, 12)].join('\r\n')

describe('bin/analyse-series', () => {
  test('answers every case by its id, and refuses one without stopping', () => {
    const cases = [
      { id: 'a', chart: 'run', method: 'anhoej', y: [1, 2, 3], x: null, n: null },
      { id: 'b', chart: 't', method: 'anhoej', y: [0, 1], x: null, n: null, cl: null },
      { id: 'c', chart: 'run', method: 'ihi', y: [1, 2, 3] },
    ]
    const { stdout, status } = analyse(JSON.stringify(cases))
    const answers = JSON.parse(stdout) as { id: string; expected: Record<string, unknown> }[]
    expect(status).toBe(0)
    expect(answers.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(answers[0]?.expected['parts']).toMatchObject([{ 'n.useful': 2, cl: 2 }])
    expect(answers[1]?.expected).toMatchObject({ error: true })
  })

  test('writes the points of a CSV file, and the sentence beside them', () => {
    const { stdout, stderr } = analyse(stepDown, '--csv')
    const lines = stdout.replace('\uFEFF', '').trim().split('\r\n')
    expect(lines[0]).toBe('date,value,centre_line,signals')
    expect(lines.at(-1)).toBe('2021-12-01,32,41,in the long run')
    expect(stderr).toContain('12 months in a row lie below the median (Jan 2021 to Dec 2021), where up to 8')
  })

  test('draws limits and names the rules of another rule set', () => {
    const { stdout, stderr } = analyse(stepDown, '--csv', '--chart', 'i', '--rules', 'nelson')
    expect(stdout).toContain('date,value,centre_line,lower_limit,upper_limit,signals')
    expect(stdout).toContain('rule2')
    expect(stderr).toContain('lie beyond the limits')
  })

  test.each([
    { rules: 'anhoej', says: 'Rules: Anhøj rules (2014).' },
    { rules: 'ihi', says: 'Rules: IHI rules (shift of 6' },
    { rules: 'weco', says: 'Rules: Western Electric rules (1956, 1 to 4).' },
    { rules: 'nelson', says: 'Rules: Nelson rules (1984, 1 to 8).' },
    { rules: 'mdc', says: 'Rules: NHS Making Data Count rules (7 points' },
  ])('names the rule set with its version: $rules', ({ rules, says }) => {
    expect(analyse(stepDown, '--csv', '--rules', rules).stderr).toContain(says)
  })

  test('says whether moving ranges were screened, and reckons limits so', () => {
    const jump = stepDown.replace('2020-06,52', '2020-06,300')
    const screened = analyse(jump, '--csv', '--chart', 'i')
    const not = analyse(jump, '--csv', '--chart', 'i', '--unscreened')
    expect(screened.stderr).toContain('Moving ranges screened once at 3.267 means.')
    expect(not.stderr).toContain('Moving ranges not screened.')
    const upper = ({ stdout }: typeof not) => Number(stdout.split('\r\n')[1]?.split(',')[4])
    expect(upper(not)).toBeGreaterThan(upper(screened))
  })

  test.each([
    { name: 'JSON that is none', input: '{', options: [], says: 'must be a JSON array of cases' },
    {
      name: 'a wrong heading',
      input: 'a,b\n',
      options: ['--csv'],
      says: 'Line 1: The first line must be date,value',
    },
    {
      name: 'a wrong date',
      input: 'date,value\nsoon,1',
      options: ['--csv'],
      says: 'Line 2: "soon" is not a date',
    },
    {
      name: 'a wrong number',
      input: 'date,value\n2025-01,1 a',
      options: ['--csv'],
      says: '"1 a" is not a number',
    },
    {
      name: 'daily figures',
      input: 'date,value\n2025-01-01,1\n2025-01-02,1',
      options: ['--csv'],
      says: 'one a month or one a week',
    },
    {
      name: 'an unknown chart',
      input: stepDown,
      options: ['--csv', '--chart', 'pie'],
      says: '--chart must be one of',
    },
  ])('refuses $name in words', ({ input, options, says }) => {
    const { status, stderr } = analyse(input, ...options)
    expect(status).toBe(1)
    expect(stderr).toContain(says)
  })
})
