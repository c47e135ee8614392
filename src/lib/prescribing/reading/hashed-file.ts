import { open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'

/** Handing a piece over wakes a thread, so that they are large. */
const AT_ONCE = 4 * 1024 * 1024
const PIECES = 3

/** Bytes that come with the hash of all of them, known once they were read to the end. */
export interface HashedBytes extends AsyncIterable<Uint8Array> {
  sha256(): string
}

interface Filled {
  buffer: ArrayBuffer
  length: number
}

type Said = Filled | { sha256: string }

/**
 * A file on disk, read and hashed by a thread of its own ahead of whoever takes its pieces: hashing takes as long
 * as parsing. A piece is overwritten once the next one is asked for, so that gigabytes leave nothing behind them.
 */
export function hashedFile(path: string): HashedBytes {
  let sha256: string | undefined

  async function* pieces(): AsyncGenerator<Uint8Array> {
    const file = await open(path)
    const worker = new Worker(`(${readAndHash})()`, { eval: true, workerData: { fd: file.fd } })
    const ahead = waitingLine<Said>()
    worker.on('message', ahead.add)
    worker.on('error', ahead.fail)
    const give = (buffer: ArrayBuffer) => worker.postMessage(buffer, [buffer])
    try {
      for (let piece = 0; piece < PIECES; piece++) give(new ArrayBuffer(AT_ONCE))
      for (;;) {
        const next = await ahead.next()
        if ('sha256' in next) {
          sha256 = next.sha256
          return
        }
        yield new Uint8Array(next.buffer, 0, next.length)
        give(next.buffer)
      }
    } finally {
      await worker.terminate()
      await file.close()
    }
  }

  return {
    [Symbol.asyncIterator]: pieces,
    sha256() {
      if (sha256 === undefined) throw new Error('The file was not read to its end')
      return sha256
    },
  }
}

/** Runs in the thread, and by its own text: it may use nothing of this file. */
function readAndHash() {
  const { parentPort: parent, workerData } = process.getBuiltinModule('node:worker_threads')
  const { readSync } = process.getBuiltinModule('node:fs')
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256')
  let isAtEnd = false
  parent?.on('message', (buffer: ArrayBuffer) => {
    if (isAtEnd) return
    const bytes = new Uint8Array(buffer)
    const length = readSync(workerData.fd, bytes)
    if (length === 0) {
      isAtEnd = true
      parent.postMessage({ sha256: hash.digest('hex') })
      parent.close()
      return
    }
    hash.update(bytes.subarray(0, length))
    parent.postMessage({ buffer, length }, [buffer])
  })
}

/** What is added is taken in turn, and waited for when there is nothing. */
function waitingLine<T>() {
  const line: T[] = []
  let fault: unknown
  let wake = () => {}
  return {
    add(item: T) {
      line.push(item)
      wake()
    },
    fail(error: unknown) {
      fault = error
      wake()
    },
    async next(): Promise<T> {
      for (;;) {
        const item = line.shift()
        if (item !== undefined) return item
        if (fault !== undefined) throw fault
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
