import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { bestEncoding } from '#lib/web/encodings.ts'
import { loadStaticFiles } from '#lib/web/static-files.ts'
import { test as base, describe, expect } from './steward-server.ts'

const SCRIPT = 'export const words = "run chart"\n'.repeat(100)
const POLICY = "default-src 'self'; script-src 'self' 'sha256-built'"

const test = base.extend<{ dist: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: the first argument of a fixture must be a pattern
  dist: async ({}, use) => {
    const dist = mkdtempSync(join(tmpdir(), 'steward-dist-'))
    const write = (file: string, content: string) => {
      mkdirSync(dirname(join(dist, file)), { recursive: true })
      writeFileSync(join(dist, file), content)
    }
    write('client/_astro/chart.a1b2.js', SCRIPT)
    write('client/favicon.svg', '<svg/>')
    write('client/404.html', 'lost')
    write('client/index.html', 'start')
    write('client/legal/privacy/index.html', 'privacy')
    write('client/help.html', 'help')
    const headers = [{ key: 'Content-Security-Policy', value: POLICY }]
    write('_headers.json', JSON.stringify([{ pathname: 'legal/privacy/', headers }]))
    write('server/entry.mjs', 'secret')
    await use(dist)
    rmSync(dist, { recursive: true })
  },
})

describe('files for browsers', () => {
  test('are known by the addresses they are asked for at', ({ dist }) => {
    expect([...loadStaticFiles(dist).keys()].sort()).toEqual([
      '/',
      '/_astro/chart.a1b2.js',
      '/favicon.svg',
      '/help',
      '/legal/privacy',
    ])
  })

  test('of the server are not among them', async ({ dist, serve }) => {
    const { ask } = await serve({ files: loadStaticFiles(dist) })
    for (const path of [
      '/../server/entry.mjs',
      '/%2e%2e/server/entry.mjs',
      '/_headers.json',
      '/server/entry.mjs',
    ]) {
      expect((await ask(path)).text).not.toContain('secret')
    }
  })

  test('are kept for good when their name changes with their content, else asked for again', async ({
    dist,
    serve,
  }) => {
    const { ask } = await serve({ files: loadStaticFiles(dist) })
    const kept = async (path: string) => (await ask(path)).headers['cache-control']
    expect(await kept('/_astro/chart.a1b2.js')).toBe('public, max-age=31536000, immutable')
    expect(await kept('/favicon.svg')).toBe('public, max-age=0, must-revalidate')
    expect(await kept('/legal/privacy')).toBe('public, max-age=0, must-revalidate')
  })

  test('a prerendered page has the policy that its build made', async ({ dist, serve }) => {
    const { ask } = await serve({ files: loadStaticFiles(dist) })
    const { headers, text } = await ask('/legal/privacy')
    expect(text).toBe('privacy')
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['content-security-policy']).toBe(POLICY)
    expect((await ask('/help')).headers['content-security-policy']).toMatch(
      /^default-src 'self'; object-src 'none'/,
    )
  })

  test('leave as small as the browser can read them', async ({ dist, serve }) => {
    const { ask } = await serve({ files: loadStaticFiles(dist) })
    const get = (accepts: string) => ask('/_astro/chart.a1b2.js', { headers: { 'accept-encoding': accepts } })
    const brotli = await get('gzip, deflate, br')
    expect(brotli.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT)
    expect(brotli.body.length).toBeLessThan(SCRIPT.length / 4)
    const gzipped = await get('gzip')
    expect(gunzipSync(gzipped.body).toString()).toBe(SCRIPT)
    const plain = await get('identity')
    expect(plain.headers['content-encoding']).toBeUndefined()
    expect(plain.text).toBe(SCRIPT)
    expect(new Set([brotli, gzipped, plain].map(({ headers }) => headers.etag)).size).toBe(3)
    for (const { headers, body } of [brotli, gzipped, plain]) {
      expect(headers.vary).toBe('accept-encoding')
      expect(headers['content-length']).toBe(String(body.length))
    }
  })

  test('are not sent again to whoever has them', async ({ dist, serve }) => {
    const { ask } = await serve({ files: loadStaticFiles(dist) })
    const { etag = '' } = (await ask('/favicon.svg')).headers
    const again = (tag: string) => ask('/favicon.svg', { headers: { 'if-none-match': tag } })
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const { status, body } = await again(tag)
      expect([status, body.length]).toEqual([304, 0])
    }
    expect((await again('"other"')).status).toBe(200)
  })

  test('a HEAD tells their length and sends nothing', async ({ dist, serve }) => {
    const { ask } = await serve({ files: loadStaticFiles(dist) })
    const { headers, body } = await ask('/favicon.svg', { method: 'HEAD' })
    expect(headers['content-length']).toBe('6')
    expect(body.length).toBe(0)
  })

  test('a form sent to a file is not answered with the file', async ({ dist, serve }) => {
    const { post } = await serve({ files: loadStaticFiles(dist) })
    expect(JSON.parse((await post('/help', 'a=1')).text).body).toBe('a=1')
  })
})

describe('pages', () => {
  test('leave compressed when they are long', async ({ serve }) => {
    const { ask } = await serve({
      handler: (_, response) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'.repeat(2000)),
    })
    const { headers, body } = await ask('/', { headers: { 'accept-encoding': 'br' } })
    expect(headers['content-encoding']).toBe('br')
    expect(headers.vary).toMatch(/accept-encoding/i)
    expect(brotliDecompressSync(body).toString()).toBe('<p>'.repeat(2000))
    expect((await ask('/')).text).toBe('<p>'.repeat(2000))
  })
})

describe('the best encoding', () => {
  test.for([
    [undefined, 'identity'],
    ['', 'identity'],
    ['br', 'br'],
    ['gzip, br;q=0.1', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['br; q=0.0, gzip', 'gzip'],
    ['*', 'br'],
    ['*;q=0', 'identity'],
    ['GZIP', 'gzip'],
    ['deflate', 'identity'],
  ] as const)('for %s is %s', ([accepts, best]) => {
    expect(bestEncoding(accepts, ['br', 'gzip', 'identity'])).toBe(best)
  })
})
