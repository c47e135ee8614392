import { expect, test } from 'vitest'
import { actions } from '#lib/audit/describe.ts'
import { sourceFiles } from '../support/source.ts'

/** Each call of `audit(…)` or `noteSignIn(…)`, and each refusal that is counted, with the action it names. */
const calls = ['src', 'db', 'bin']
  .flatMap((folder) => sourceFiles(folder))
  .filter(({ path }) => path !== 'src/lib/audit/commands.ts')
  .flatMap(({ path, text }) =>
    text
      .split(/\b(?:audit|noteSignIn)\((?=\s*tx\b)|\bwhat: (?='sign_in\.)/)
      .slice(1)
      .map((call) => ({ path, action: /'([a-z_]+\.[a-z_]+)'/.exec(call.slice(0, 200))?.[1] })),
  )

test('every action that is audited has its sentence', () => {
  expect(calls.length).toBeGreaterThan(90)
  expect(calls.filter(({ action }) => !action || !actions.includes(action))).toEqual([])
})

test('every sentence tells of something that is audited', () => {
  const audited = new Set(calls.map(({ action }) => action))
  expect(actions.filter((action) => !audited.has(action))).toEqual([])
})
