import { connect } from '#db/sqlite/client.ts'
import type { Reader } from '#db/store.ts'

const RUNS = 20
const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
const rounded = (value: number) => Math.round(value * 100) / 100

export const say = (name: string, value: number, unit: string, more: object = {}) =>
  console.log(JSON.stringify({ name, value: rounded(value), unit, ...more }))

/** Time inside SQLite of each statement, which is time in which nothing else answers. */
const statements: number[] = []
export function watchStatements(file: string) {
  const probe = connect(file, { readonly: true })
  const prototype = Object.getPrototypeOf(probe.prepare('select 1'))
  for (const method of ['all', 'get'] as const) {
    const original = prototype[method]
    prototype[method] = function timed(...given: unknown[]) {
      const began = performance.now()
      const answer = original.apply(this, given)
      statements.push(performance.now() - began)
      return answer
    }
  }
  probe.close()
}

/** How long a question takes once, with its longest statement. */
export async function timeOnce(reader: Reader, ask: (reader: Reader) => Promise<unknown>) {
  statements.length = 0
  const began = performance.now()
  await ask(reader)
  return { milliseconds: performance.now() - began, longest: Math.max(...statements) }
}

/** The median of many times, with that of the longest statement. The first, which fills caches, does not count. */
export async function time(name: string, reader: Reader, ask: (reader: Reader) => Promise<unknown>) {
  await timeOnce(reader, ask)
  const runs = []
  for (let run = 0; run < RUNS; run++) runs.push(await timeOnce(reader, ask))
  const longest = median(runs.map((each) => each.longest))
  say(name, median(runs.map(({ milliseconds }) => milliseconds)), 'ms', {
    longest_statement: rounded(longest),
  })
}
