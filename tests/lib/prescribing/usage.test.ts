import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test.each([
  ['import-command', '--jsn', 'file.csv'],
  ['import-command', '--measure'],
  ['measures-command', '--practise', 'Z98001'],
])('%s answers an option it does not know with its usage', (command, ...options) => {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [`src/lib/prescribing/${command}.ts`, ...options],
    { encoding: 'utf8' },
  )
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^Usage: bin\/[^\n]+\n(?: +bin\/[^\n]+\n)?$/)
})
