import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { bestEncoding, type Encoding } from './encodings.ts'

const TYPES: Record<string, string> = {
  '.avif': 'image/avif',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
}
const WORTH_COMPRESSING = /^(text\/|application\/(json|manifest|xml)|image\/(svg|x-icon)|font\/ttf)/
const SMALLEST_COMPRESSED = 512
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
/** Astro asks for these itself, with the right status. */
const ERROR_PAGES = ['/404', '/500']

const packed = { br: (body: Buffer) => promisify(brotliCompress)(body, BROTLI), gzip: promisify(gzip) }

export interface StaticFile {
  type: string
  tag: string
  cacheControl: string
  /** Headers that the build made for this page, such as its content policy. */
  headers: Record<string, string>
  body(encoding: Encoding): Promise<Buffer>
  encodings: readonly Encoding[]
}

/** Reads what the build left for browsers into memory, by the address each file is asked for at. */
export function loadStaticFiles(distDir: string): Map<string, StaticFile> {
  const clientDir = join(distDir, 'client')
  const pageHeaders = readPageHeaders(distDir)
  const entries = readdirSync(clientDir, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
  const files = entries.map((entry) => {
    const path = join(entry.parentPath, entry.name)
    const file = path.slice(clientDir.length).replaceAll('\\', '/')
    const address = file.endsWith('.html') ? file.replace(/(\/index)?\.html$/, '') || '/' : file
    return [address, staticFile(readFileSync(path), file, pageHeaders.get(address) ?? {})] as const
  })
  return new Map(files.filter(([address]) => !ERROR_PAGES.includes(address)))
}

export function staticFile(content: Buffer, file: string, headers: Record<string, string>): StaticFile {
  const type = TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream'
  const compressible = WORTH_COMPRESSING.test(type) && content.length >= SMALLEST_COMPRESSED
  const made = new Map<Encoding, Promise<Buffer>>([['identity', Promise.resolve(content)]])
  return {
    type,
    tag: createHash('sha256').update(content).digest('base64url').slice(0, 22),
    cacheControl: file.startsWith('/_astro/')
      ? 'public, max-age=31536000, immutable'
      : 'public, max-age=0, must-revalidate',
    headers,
    encodings: compressible ? ['br', 'gzip', 'identity'] : ['identity'],
    body(encoding) {
      const known = made.get(encoding)
      if (known || encoding === 'identity') return known ?? Promise.resolve(content)
      const making = packed[encoding](content)
      made.set(encoding, making)
      return making
    },
  }
}

/** `_headers.json`, which `staticHeaders: true` of the node adapter writes. */
function readPageHeaders(distDir: string): Map<string, Record<string, string>> {
  let pages: { pathname: string; headers: { key: string; value: string }[] }[]
  try {
    pages = JSON.parse(readFileSync(join(distDir, '_headers.json'), 'utf8'))
  } catch {
    return new Map()
  }
  return new Map(
    pages.map(({ pathname, headers }) => [
      `/${pathname.replace(/^\/|\/$/g, '')}`,
      Object.fromEntries(headers.map(({ key, value }) => [key.toLowerCase(), value])),
    ]),
  )
}

/** Answers with a file, or with "you have it already". */
export async function sendStatic(request: IncomingMessage, response: ServerResponse, file: StaticFile) {
  const encoding = bestEncoding(request.headers['accept-encoding'], file.encodings)
  const etag = `"${file.tag}${encoding === 'identity' ? '' : `-${encoding}`}"`
  for (const [name, value] of Object.entries(file.headers)) response.setHeader(name, value)
  response.setHeader('cache-control', file.cacheControl)
  response.setHeader('etag', etag)
  if (file.encodings.length > 1) response.setHeader('vary', 'accept-encoding')
  if (hasAlready(request.headers['if-none-match'], etag)) {
    response.writeHead(304).end()
    return
  }
  const body = await file.body(encoding)
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding)
  response.writeHead(200, { 'content-type': file.type, 'content-length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}

const hasAlready = (ifNoneMatch: string | undefined, etag: string) =>
  (ifNoneMatch ?? '').split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()))
