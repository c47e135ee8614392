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

/** What a failed attempt means for this message and for the rest of the outbox. */
export function readFailure(fault: unknown): Failure {
  const { code, command, responseCode, response } = (fault ?? {}) as SendFault
  const status = typeof responseCode === 'number' ? responseCode : undefined
  const enhanced = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(String(response ?? ''))?.[0]
  const parts = [code, command, status, enhanced].filter((part) => part !== undefined && part !== '')
  const text = parts.join(' ').slice(0, 120) || 'Unknown'
  if (status === undefined && command === 'DATA') return { text, kind: 'unclear' }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') {
    return { text, kind: status !== undefined && status >= 500 ? 'message refused' : 'try again' }
  }
  return { text, kind: 'server away' }
}
