interface SendFault {
  code?: unknown
  command?: unknown
  responseCode?: unknown
  response?: unknown
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, 24 * HOUR]

/** When to try again after so many attempts; null when that was the last. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const wait = WAITS[attempts - 1]
  return wait === undefined ? null : new Date(now.getTime() + wait)
}

export interface Failure {
  /** Codes alone: a mail server may quote the text of the message in its answer. */
  text: string
  kind: 'message refused' | 'server away' | 'unclear' | 'try again'
}

/**
 * What a failed attempt means for this message and for the rest of the outbox. A refused sender or password is
 * ours to mend and concerns every message; a server that fell silent with the message in hand may have it.
 */
export function readFailure(fault: unknown, handedOver: boolean): Failure {
  const { code, command, responseCode, response } = (fault ?? {}) as SendFault
  const status = typeof responseCode === 'number' ? responseCode : undefined
  const enhanced = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(String(response ?? ''))?.[0]
  const parts = [code, command, status, enhanced].filter((part) => part !== undefined && part !== '')
  const text = parts.join(' ').slice(0, 120) || 'Unknown'
  if (status === undefined && handedOver) return { text, kind: 'unclear' }
  const ofThisMessage = (code === 'EENVELOPE' || code === 'EMESSAGE') && command !== 'MAIL FROM'
  if (!ofThisMessage) return { text, kind: 'server away' }
  const mayChange = status !== undefined && (status < 500 || isPolicy(command, enhanced))
  return { text, kind: mayChange ? 'try again' : 'message refused' }
}

/** "Relay denied" and the like: the person exists, but the mail server does not yet let us write to them. */
const isPolicy = (command: unknown, enhanced: string | undefined) =>
  command === 'RCPT TO' && enhanced?.startsWith('5.7.') === true
