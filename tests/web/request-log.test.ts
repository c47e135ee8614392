import { noteFault, noteFaultsWith } from '#lib/web/faults.ts'
import { describeFault, openLog } from '#lib/web/log.ts'
import { describe, expect, test } from './steward-server.ts'

const CANARY = 'canary-7f3k2m9q4w8x'

describe('the line of a request', () => {
  test('says what was asked, how it ended, how long it took and who asked', async ({ serve }) => {
    const server = await serve({
      handler: (_request, response, _next, locals) => {
        Object.assign(locals, { viewer: { person: { id: 'person-1' } } })
        response.writeHead(422).end()
      },
    })
    const { headers } = await server.post('/projects/7f3k2m9q4w8x1z5c/aim?draft=1', 'a=1')
    const [line] = server.logged()
    expect(line).toMatchObject({
      requestId: headers['x-request-id'],
      method: 'POST',
      path: '/projects/7f3k2m9q4w8x1z5c/aim',
      status: 422,
      personId: 'person-1',
      msg: 'request',
    })
    expect(line?.['ms']).toBeTypeOf('number')
    expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })

  test('holds no secret that came with it, however the request ends', async ({ serve }) => {
    const server = await serve({
      handler: (request) => {
        throw new Error(`cannot read ${request.url} of "${CANARY}" <${CANARY}@example.org>`)
      },
    })
    const headers = {
      cookie: `session=${CANARY}`,
      authorization: `Bearer ${CANARY}`,
      'user-agent': CANARY,
      referer: `http://localhost:4321/?${CANARY}`,
      'x-forwarded-for': CANARY,
    }
    const paths = [
      `/choose-password/${CANARY}`,
      `/invitations/${CANARY}?x=${CANARY}`,
      `/?q=${CANARY}`,
      `/%69nvitations/${CANARY}`,
      `/x/../choose-password/${CANARY}`,
      `/people/${CANARY}@example.org`,
      `/prescribing/${CANARY}`,
      `/certificates/${CANARY}.pdf`,
    ]
    for (const path of paths) {
      await server.ask(path, { headers })
      await server.post(path, `name=${CANARY}`, headers)
      await server.ask(path, { headers: { ...headers, host: CANARY } })
      await server.ask(path, { method: 'PUT', headers })
    }
    const lines = server.logged()
    expect(lines.filter(({ msg }) => msg === 'request')).toHaveLength(paths.length * 4)
    expect(lines.filter(({ msg }) => msg === 'request failed')).toHaveLength(paths.length * 2)
    expect(JSON.stringify(lines)).not.toContain(CANARY)
  })

  test('of a monitor is written only when every detail is', async ({ serve }) => {
    const server = await serve()
    await server.ask('/healthz')
    expect(server.logged()).toMatchObject([{ level: 20, path: '/healthz' }])
  })

  test('of somebody who left says so', async ({ serve }) => {
    const server = await serve({
      handler: (request, response) => {
        response.writeHead(200)
        response.write('begun')
        setTimeout(() => request.socket.destroy(), 10)
      },
    })
    await expect(server.ask('/')).rejects.toThrow()
    await expect.poll(server.logged).toMatchObject([{ status: 200, cutOff: true }])
  })
})

test('what a page could not help is noted beside the id of its request', async ({ serve }) => {
  const noted: unknown[] = []
  const { PassThrough } = await import('node:stream')
  const lines = new PassThrough()
  const log = openLog('info', lines)
  noteFaultsWith((fault) => {
    noted.push(fault)
    log.error(describeFault(fault), 'page failed')
  })
  const { ask } = await serve({
    handler: async (_, response) => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      noteFault(new Error('cannot draw'))
      response.writeHead(500).end()
    },
  })
  const { headers } = await ask('/')
  noteFaultsWith(() => undefined)
  expect(noted).toHaveLength(1)
  expect(JSON.parse(String(lines.read()))).toMatchObject({
    requestId: headers['x-request-id'],
    message: 'cannot draw',
  })
})
