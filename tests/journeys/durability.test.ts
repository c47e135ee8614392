import { randomInt } from 'node:crypto'
import { readlinkSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DEMONSTRATION_PASSWORD } from '#lib/people/demonstration.ts'
import { demonstration, freePort, type Running, serve } from '../support/running-server.ts'

/** A person with a cookie, posting forms the way a browser does. */
async function signedIn({ origin }: Running, email: string): Promise<string> {
  const answer = await post(origin, '/sign-in', { email, password: DEMONSTRATION_PASSWORD }, '')
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
}

const post = (origin: string, path: string, fields: Record<string, string>, cookie: string) =>
  fetch(origin + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin, cookie, 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams(fields),
  })

test('a server killed without warning has kept every project it said it had kept', async () => {
  const dataDir = demonstration()
  const port = await freePort()
  const acknowledged: string[] = []
  let running = await serve(dataDir, port)
  if (process.platform === 'linux')
    expect(readlinkSync(`/proc/${running.process.pid}/exe`)).toBe(process.execPath)
  const cookie = await signedIn(running, 'wilfred.santangelo@example.org')

  for (let round = 0; round < 6; round++) {
    const writes = (async () => {
      for (let count = 0; ; count++) {
        const title = `Project ${round}-${count}`
        const answer = await post(
          running.origin,
          '/projects/new',
          { title, focusArea: 'Starting well', problem: 'Written while the power failed.' },
          cookie,
        )
        if (answer.status === 303) acknowledged.push(title)
        else throw new Error(`answered ${answer.status}`)
      }
    })().catch(() => undefined)
    await new Promise((done) => setTimeout(done, randomInt(100, 500)))
    await running.stop('SIGKILL')
    await writes
    running = await serve(dataDir, port)
  }

  const list = await (await fetch(`${running.origin}/projects`, { headers: { cookie } })).text()
  await running.stop()
  rmSync(dataDir, { recursive: true, force: true })
  expect(acknowledged.length).toBeGreaterThan(6)
  expect(acknowledged.filter((title) => !list.includes(title))).toEqual([])
})
