import { createServer, type Socket } from 'node:net'

export interface Taken {
  from: string
  to: string[]
  data: string
}

/** What to say instead of taking a message; a text is the answer, `drop` ends the connection. */
export interface Trouble {
  rcpt?: (address: string) => string | 'drop' | undefined
  data?: () => string | 'drop' | undefined
}

/** A mail server of 40 lines that takes everything, unless told to make trouble. */
export async function smtpSink(trouble: Trouble = {}) {
  const taken: Taken[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    converse(socket, taken, trouble)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    connections: () => sockets.size,
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

function converse(socket: Socket, taken: Taken[], trouble: Trouble) {
  let pending = ''
  let message: Taken = { from: '', to: [], data: '' }
  let inData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  const commands: Record<string, (line: string) => unknown> = {
    EHLO: () => say('250-sink\r\n250 8BITMIME'),
    MAIL: (line) => {
      message = { from: addressIn(line), to: [], data: '' }
      say('250 ok')
    },
    RCPT: (line) => {
      const refusal = trouble.rcpt?.(addressIn(line))
      if (refusal === 'drop') return socket.destroy()
      if (!refusal) message.to.push(addressIn(line))
      return say(refusal ?? '250 ok')
    },
    DATA: () => {
      inData = true
      say('354 go on')
    },
    RSET: () => say('250 ok'),
    QUIT: () => socket.end('221 bye\r\n'),
  }
  const finishData = () => {
    const answer = trouble.data?.()
    if (answer === 'drop') return socket.destroy()
    if (!answer) taken.push(message)
    return say(answer ?? '250 taken')
  }
  const read = (line: string) => {
    if (!inData) return (commands[line.slice(0, 4).toUpperCase()] ?? (() => say('502 what')))(line)
    if (line !== '.') {
      message.data += `${line}\r\n`
      return undefined
    }
    inData = false
    return finishData()
  }
  say('220 sink')
  socket.on('data', (part) => {
    const lines = (pending + part).split('\r\n')
    pending = lines.pop() ?? ''
    for (const line of lines) read(line)
  })
}

const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? ''
