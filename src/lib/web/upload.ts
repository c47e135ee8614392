import { createWriteStream } from 'node:fs'
import { mkdir, rm, statfs } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy'
import { mayNamePerson } from '#lib/identifiers/file-names.ts'
import { newId } from '#lib/ids.ts'

export const UPLOAD_LIMIT = 10_000_000_000
/** The disk is never filled to its end: the database has to go on writing. */
const KEPT_FREE = 500_000_000
const SILENCE_MS = 60_000
const PATIENCE_MS = 2000
const LIMITS = { files: 100, fields: 50, parts: 150, fieldSize: 10_000, headerPairs: 50, headerSize: 8192 }
/** Of a name, which is shown on pages; its end tells most. */
const LONGEST_NAME = 200
/** Characters that change how the rest is shown, and those that no name has. */
const UNSEEN = /[\u202a-\u202e\u2066-\u2069]|\p{Cc}/gu
/** The room is looked at again and again: others fill the same disk meanwhile. */
const LOOK_EVERY = 32_000_000
/** How the name of a file ends that is still being received, or whose receiver died. */
export const ARRIVING = '.arriving'

export interface ReceivedFile {
  name: string
  /** Where it lies now, readable for us alone. Whoever receives it moves or removes it. */
  path: string
  bytes: number
}

/** Why nothing was received. */
export type NotReceived =
  | 'too large'
  | 'no room'
  | 'cut off'
  | 'unreadable'
  | 'under way'
  | 'name may be a number of a patient'

export interface Received {
  /** What `readForm` reads: the texts, and the names of the files without what was in them. */
  request: Request
  files: ReceivedFile[]
  fault?: NotReceived
}

interface Asked {
  request: Request
  locals: Pick<App.Locals, 'upload'>
}

/** A form as it was sent, with nothing in it: its page can refuse it before anything is received. */
export const unread = ({ request }: Asked) => requestWith(request, new FormData())

interface Receiver {
  folder: string
  /** Whoever sends: they send one form at a time. */
  sender: string
  mostBytes?: number
  /** How long to wait for what they send already. */
  patienceMs?: number
  /** In bytes. */
  room?: (folder: string) => Promise<number>
}
const sending = new Map<string, Promise<unknown>>()

/**
 * Writes the files of a form to a folder while they arrive, and never holds one in memory. When anything is
 * wrong, all that was received is removed.
 */
export async function receiveFiles(asked: Asked, receiver: Receiver): Promise<Received> {
  const { sender, patienceMs = PATIENCE_MS } = receiver
  const before = sending.get(sender)
  // A second press makes the browser break off the first, which is noticed a moment later.
  if (before) await Promise.race([before, pause(patienceMs, undefined, { ref: false })])
  if (sending.has(sender)) return { request: unread(asked), files: [], fault: 'under way' }
  const receiving = receive(asked, receiver).finally(() => sending.delete(sender))
  sending.set(
    sender,
    receiving.catch(() => undefined),
  )
  return receiving
}

async function receive(
  asked: Asked,
  { folder, mostBytes = UPLOAD_LIMIT, room = roomIn }: Receiver,
): Promise<Received> {
  const { request, locals } = asked
  const headers = locals.upload?.headers ?? Object.fromEntries(request.headers)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const announced = Number(headers['content-length'] ?? 0)
  const free = await room(folder)
  const nothing = (fault: NotReceived) => ({ request: unread(asked), files: [], fault })
  if (announced > mostBytes) return nothing('too large')
  if (announced > free) return nothing('no room')
  const hasRoom = async () => (await room(folder)) > 0
  const into = { form: new FormData(), files: [], folder, most: Math.min(mostBytes, free), hasRoom }
  const fault = await takeApart(bodyOf(asked), headers as BusboyHeaders, into)
  if (!fault) return { request: requestWith(request, into.form), files: into.files }
  await removeFiles(into.files)
  return nothing(fault)
}

export const removeFiles = (files: readonly ReceivedFile[]) =>
  Promise.all(files.map(({ path }) => rm(path, { force: true })))

interface Into {
  form: FormData
  files: ReceivedFile[]
  folder: string
  most: number
  hasRoom: () => Promise<boolean>
}

async function takeApart(source: Readable, headers: BusboyHeaders, into: Into) {
  const { form, files, folder } = into
  let fault: NotReceived | undefined
  const writing: Promise<void>[] = []
  const open: Readable[] = []
  const over = new AbortController()
  const giveUp = (why: NotReceived) => {
    fault ??= why
    over.abort()
  }
  const take = (content: BusboyFileStream, name: string) => {
    const file = { name, path: join(folder, `${newId()}${ARRIVING}`), bytes: 0 }
    files.push(file)
    open.push(content)
    writing.push(write(content, file).catch(() => giveUp('no room')))
  }
  try {
    const parts = new Busboy({ headers, limits: LIMITS })
    parts.on('field', (name, value) => form.append(name, value))
    parts.on('file', (field, content, given) => {
      const name = basename((given ?? '').replaceAll('\\', '/')).replace(UNSEEN, '')
      if (mayNamePerson(name)) giveUp('name may be a number of a patient')
      if (name === '' || over.signal.aborted) return content.resume()
      const shown = name.slice(-LONGEST_NAME)
      form.append(field, new File([], shown))
      return take(content, shown)
    })
    for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
      parts.on(limit, () => giveUp('unreadable'))
    }
    await pipeline(source, counted(into, giveUp), parts, { signal: over.signal })
  } catch (error) {
    fault ??= reasonOf(error)
    for (const content of open) content.destroy()
  }
  await Promise.all(writing)
  return fault
}

function write(content: BusboyFileStream, file: ReceivedFile) {
  const count = new Transform({
    transform(piece: Buffer, _, done) {
      file.bytes += piece.length
      done(null, piece)
    },
  })
  return pipeline(content, count, createWriteStream(file.path, { flags: 'wx', mode: 0o600 }))
}

/** Counts what comes, and gives up on a sender who sends too much or has fallen silent. */
function counted({ most, hasRoom }: Into, giveUp: (why: NotReceived) => void) {
  let bytes = 0
  let looked = 0
  const timer = setTimeout(() => giveUp('cut off'), SILENCE_MS)
  return new Transform({
    transform(piece: Buffer, _, done) {
      timer.refresh()
      bytes += piece.length
      if (bytes > most) giveUp('too large')
      if (bytes - looked < LOOK_EVERY) return done(null, piece)
      looked = bytes
      return hasRoom().then((has) => {
        if (!has) giveUp('no room')
        done(null, piece)
      }, done)
    },
    destroy(error, done) {
      clearTimeout(timer)
      done(error)
    },
  })
}

const reasonOf = (error: unknown): NotReceived =>
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes((error as { code?: string }).code ?? '')
    ? 'cut off'
    : 'unreadable'

async function roomIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return Math.max(0, bavail * bsize - KEPT_FREE)
}

function bodyOf({ request, locals }: Asked): Readable {
  return Readable.from(locals.upload ? piecesOf(locals.upload) : (request.body ?? []))
}

/**
 * Giving up must not close the connection: the sender is owed an answer. Node's own iterator leaves it open when it
 * is returned, and closes it when an error is thrown into it; that error ends here.
 */
async function* piecesOf(upload: NonNullable<App.Locals['upload']>) {
  for await (const piece of upload.iterator({ destroyOnReturn: false })) yield piece
}

const requestWith = ({ url }: Request, body: FormData) => new Request(url, { method: 'POST', body })
