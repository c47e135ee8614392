import { createTransport, type Transporter } from 'nodemailer'
import type { Env } from '#lib/env.ts'
import type { OutboxMessage } from './queries.ts'

const SECOND = 1000
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

export type Sender = Pick<Transporter, 'sendMail' | 'close'>

/** One connection to the mail server. Off this machine it is encrypted or not made at all. */
export function openTransport(smtpUrl: string): Sender {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl)
  const secure = protocol === 'smtps:'
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !LOOPBACK.includes(hostname),
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    pool: true,
    maxConnections: 1,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 30 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

type Settings = Pick<Env, 'SMTP_URL' | 'ORIGIN' | 'ORGANISATION'>

/** Most mail servers let an account write only as itself, so the account is the sender when it is an address. */
export function senderAddress({ SMTP_URL, ORIGIN }: Settings): string {
  const account = SMTP_URL ? decodeURIComponent(new URL(SMTP_URL).username) : ''
  return account.includes('@') ? account : `no-reply@${new URL(ORIGIN).hostname}`
}

/** The message as it leaves: text only, and addresses never as text that somebody would parse. */
export function toEnvelope(message: OutboxMessage, settings: Settings) {
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
