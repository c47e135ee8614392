import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Env } from '#lib/env.ts'
import { type Failure, readFailure } from './failures.ts'
import type { OutboxMessage } from './queries.ts'

const SECOND = 1000
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

export type MailSettings = Pick<Env, 'SMTP_URL' | 'ORIGIN' | 'ORGANISATION'>

/** A message as it goes over the wire. */
export interface Composed {
  from: string
  to: string
  raw: Buffer
}

/** One connection to the mail server, opened with the first message. */
export interface Sender {
  /** Answers nothing once the mail server has taken the message. */
  send(message: Composed): Promise<Failure | undefined>
  close(): void
}

/** Throws when our settings make no message, such as an account that cannot be read. */
export async function compose(message: OutboxMessage, settings: MailSettings): Promise<Composed> {
  const raw = await new MailComposer(toMail(message, settings)).compile().build()
  return { from: senderAddress(settings), to: message.toEmail, raw }
}

export function openSender({ SMTP_URL }: { SMTP_URL: string }): Sender {
  let connection: SMTPConnection | undefined
  return {
    async send({ from, to, raw }) {
      let handedOver = false
      // Read only after the mail server said that it takes the message: from then on it may have it.
      const stream = new Readable({
        read() {
          handedOver = true
          this.push(raw)
          this.push(null)
        },
      })
      try {
        connection ??= await connect(SMTP_URL)
        const open = connection
        await called((done) => open.send({ from, to: [to] }, stream, done))
        return undefined
      } catch (fault) {
        const failure = readFailure(fault, handedOver)
        const open = connection
        // The next message begins anew; if even this fails, its own failure will say why.
        if (open && failure.kind !== 'server away')
          await called((done) => open.reset(done)).catch(() => undefined)
        return failure
      }
    },
    close: () => connection?.close(),
  }
}

async function connect(smtpUrl: string): Promise<SMTPConnection> {
  const { auth, ...options } = connectionOptions(smtpUrl)
  const connection = new SMTPConnection(options)
  await new Promise<void>((resolve, reject) => {
    // Stays, because an error that nobody listens to would end the process.
    connection.on('error', reject)
    connection.connect((fault) => (fault ? reject(fault) : resolve()))
  })
  if (auth) await called((done) => connection.login({ credentials: auth }, done))
  return connection
}

const called = (start: (done: (fault: Error | null | undefined) => void) => void) =>
  new Promise<void>((resolve, reject) => start((fault) => (fault ? reject(fault) : resolve())))

/** Off this machine a connection is encrypted or not made at all. */
export function connectionOptions(smtpUrl: string) {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl)
  const secure = protocol === 'smtps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !LOOPBACK.includes(hostname),
    auth:
      username === ''
        ? undefined
        : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 30 * SECOND,
  }
}

/** Most mail servers let an account write only as itself, so the account is the sender when it is an address. */
export function senderAddress({ SMTP_URL, ORIGIN }: MailSettings): string {
  const account = SMTP_URL ? decodeURIComponent(new URL(SMTP_URL).username) : ''
  return account.includes('@') ? account : `no-reply@${new URL(ORIGIN).hostname}`
}

/** The message as it leaves: text only, and addresses never as text that somebody would parse. */
export function toMail(message: OutboxMessage, settings: MailSettings) {
  return {
    from: { name: settings.ORGANISATION, address: senderAddress(settings) },
    to: { name: message.toName, address: message.toEmail },
    subject: message.subject,
    text: message.body ?? '',
    messageId: `<${message.id}@${new URL(settings.ORIGIN).hostname}>`,
    headers: { 'auto-submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
