import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { createListener } from '#lib/web/listener.ts'
import { drain } from '#lib/web/stopping.ts'

const idle = { stop: async () => undefined }

async function listening(answerAfterMs: number) {
  const server = createListener((_, response) => {
    setTimeout(() => response.end('done'), answerAfterMs)
  }, 'http://localhost:4321')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'))
  let answer = ''
  socket.on('data', (part) => {
    answer += part
  })
  const closed = new Promise<string>((resolve) =>
    socket.on('error', () => undefined).on('close', () => resolve(answer)),
  )
  await new Promise((resolve) => setTimeout(resolve, 50))
  return { server, closed }
}

async function timed(work: Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work
  return performance.now() - began
}

describe('draining', () => {
  test('waits for an answer that is under way, and for a connection kept open no longer', async () => {
    const { server, closed } = await listening(200)
    expect(await timed(drain(server, idle, 5000))).toBeLessThan(1000)
    expect(await closed).toContain('done')
  })

  test('cuts an answer that never comes when its time is up', async () => {
    const { server, closed } = await listening(60_000)
    const ms = await timed(drain(server, idle, 200))
    expect(ms).toBeGreaterThan(190)
    expect(ms).toBeLessThan(1000)
    expect(await closed).toBe('')
  })

  test('waits for jobs too, and no longer than for answers', async () => {
    const { server } = await listening(0)
    const stuck = { stop: () => new Promise<void>(() => undefined) }
    expect(await timed(drain(server, stuck, 200))).toBeGreaterThan(190)
  })
})
