import { AsyncLocalStorage } from 'node:async_hooks'
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Env } from '#lib/env.ts'
import { loggedPath, readPath } from './request-path.ts'

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>

/** Which request is being answered, so that every line written meanwhile says so. */
export const answering = new AsyncLocalStorage<{ requestId: string }>()

/** Whoever read the log may leave before us, as in `bin/start | tee`; that is no reason to fall. */
const lines = (dest: 1 | 2) => pino.destination({ dest, sync: true }).on('error', () => undefined)
const TO_OUTPUT = lines(1)
/** For commands, whose output is their result. */
export const TO_ERRORS = lines(2)

/** Structured lines, on standard output unless told otherwise. What goes in is chosen field by field: there is nothing to redact. */
export function openLog(level: Env['LOG_LEVEL'], destination: DestinationStream = TO_OUTPUT): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    // pino adds the line's own fields to what it gets here, so it never gets the original.
    mixin: () => ({ ...answering.getStore() }),
  }
  return pino(options, destination)
}

const READ_LENGTH = 2000
const MESSAGE_LENGTH = 300
const FRAMES = 12

/** A fault as a log may hold it: messages of libraries like to quote addresses, parameters and typed text. */
export function describeFault(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { fault: typeof fault }
  const { code } = fault as { code?: unknown }
  const frames = (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    fault: fault.name,
    ...(typeof code === 'string' && { code }),
    message: withoutPersons(fault.message),
    at: frames.slice(0, FRAMES).map((line) => line.trim()),
    ...(fault.cause !== undefined && { cause: describeFault(fault.cause) }),
  }
}

/** Cuts out what could be somebody's: query parameters, addresses, quoted text, secrets. */
export function withoutPersons(text: string): string {
  return text
    .slice(0, READ_LENGTH)
    .replace(/\nparams:[\s\S]*$/, '')
    .replace(/(https?:\/\/[^\s/]+)\S*/g, '$1/…')
    .replace(/(\s|^)(\/[^\s?]*)\S*/g, (_, before, path) => before + loggedPath(readPath(path) ?? '/…'))
    .replace(/[^\s<>"'(]+@[^\s<>"')]+/g, '(address)')
    .replace(/"[^"]*"/g, '"…"')
    .replace(/[\w-]{24,}/g, '(long word)')
    .slice(0, MESSAGE_LENGTH)
}

/** What libraries print goes through the log too, so that it is one format and holds nothing it must not. */
export function captureConsole(log: Log) {
  const to =
    (level: 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const fault = parts.find((part) => part instanceof Error)
      const words = parts.filter((part) => typeof part === 'string').join(' ')
      log[level]({ ...(fault && describeFault(fault)), printed: withoutPersons(words) }, 'printed')
    }
  Object.assign(console, { log: to('info'), info: to('info'), warn: to('warn'), error: to('error') })
}
