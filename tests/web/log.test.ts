import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { captureConsole, describeFault, openLog, withoutPersons } from '#lib/web/log.ts'

describe('a fault in the log', () => {
  test.for([
    [
      'Failed query: insert into people (name) values (?)\nparams: Ann Example,ann@example.org',
      'Failed query: insert into people (name) values (?)',
    ],
    ['no answer for <ann@example.org>', 'no answer for <(address)>'],
    [
      'Could not render http://localhost:4321/choose-password/abc?x=1',
      'Could not render http://localhost:4321/…',
    ],
    ['rendering /choose-password/abc failed', 'rendering /choose-password/:token failed'],
    ['rendering /people?name=Ann failed', 'rendering /people failed'],
    ['/srv/steward/data: no space left', '/srv/steward/data: no space left'],
    ['Unexpected token in "Ann has been unwell"', 'Unexpected token in "…"'],
    ['bad token mFbQyq8mT4gqCkcCj1o3yq8mT4gqCkcC', 'bad token (long word)'],
    [
      "Cannot read properties of undefined (reading 'name')",
      "Cannot read properties of undefined (reading 'name')",
    ],
  ] as const)('%s', ([message, logged]) => {
    expect(withoutPersons(message)).toBe(logged)
    expect(describeFault(new Error(message))['message']).toBe(logged)
  })

  test('has its kind, its code, where it was and what caused it', () => {
    const cause = Object.assign(new TypeError('inner'), { code: 'SQLITE_BUSY' })
    const described = describeFault(new Error('outer', { cause }))
    expect(described).toMatchObject({ fault: 'Error', cause: { fault: 'TypeError', code: 'SQLITE_BUSY' } })
    expect((described['at'] as string[])[0]).toContain('log.test.ts')
  })

  test('that is no error is only named by its type', () => {
    expect(describeFault('ann@example.org')).toEqual({ fault: 'string' })
  })
})

test('what libraries print becomes lines of the log', () => {
  const console = { ...globalThis.console }
  const lines = new PassThrough()
  try {
    captureConsole(openLog('info', lines))
    globalThis.console.error('Could not send to ann@example.org', new Error('away'))
    globalThis.console.info('ready')
  } finally {
    Object.assign(globalThis.console, console)
  }
  const [failed, ready] = String(lines.read())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(failed).toMatchObject({
    level: 50,
    printed: 'Could not send to (address)',
    fault: 'Error',
    message: 'away',
  })
  expect(ready).toMatchObject({ level: 30, printed: 'ready' })
})
