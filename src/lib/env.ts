import { resolve } from 'node:path'
import { z } from 'zod'

const flag = z.enum(['0', '1'], { error: 'write 1 or 0' }).transform((value) => value === '1')
const wholeNumber = (min: number, max: number) =>
  z.coerce
    .number({ error: 'write a whole number' })
    .int('write a whole number')
    .min(min, `at least ${min}`)
    .max(max, `at most ${max}`)

const isLoopback = (host: string) => ['127.0.0.1', 'localhost', '::1', '[::1]'].includes(host)

const Settings = z
  .object({
    PORT: wholeNumber(1, 65_535).default(4321),
    HOST: z.string().min(1).default('127.0.0.1'),
    ORIGIN: z
      .url({ protocol: /^https?$/, error: 'write an address such as https://steward.example.org' })
      .transform((value) => new URL(value).origin)
      .optional(),
    DATA_DIR: z
      .string()
      .min(1)
      .default('./data')
      .transform((path) => resolve(path)),
    DATABASE_URL: z.string().optional(),
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: 'write an address such as smtps://user:password@mail.example.org' })
      .optional(),
    TRUSTED_PROXIES: wholeNumber(0, 9).default(0),
    DEMO: flag.optional(),
    MFA_REQUIRED: z.enum(['none'], { error: 'only "none" is supported so far' }).default('none'),
    ORGANISATION: z.string().max(80).default('Steward'),
    NOW: z.iso
      .datetime({ offset: true, error: 'write an instant such as 2026-11-22T09:00:00Z' })
      .transform((value) => new Date(value))
      .optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  })
  .transform((given) => {
    const origin = given.ORIGIN ?? `http://localhost:${given.PORT}`
    const demoPossible = isLoopback(given.HOST) && isLoopback(new URL(origin).hostname)
    return { ...given, ORIGIN: origin, DEMO: given.DEMO ?? demoPossible, demoPossible }
  })
  .superRefine((given, context) => {
    const refuse = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message })
    if (given.DEMO && !given.demoPossible) {
      refuse(
        'DEMO',
        'a demonstration has public passwords, so it is served only on this machine: set DEMO=0 or HOST=127.0.0.1',
      )
    }
    if (given.NOW && !given.DEMO) refuse('NOW', 'the clock can be moved only in a demonstration (DEMO=1)')
    if (given.DATABASE_URL)
      refuse('DATABASE_URL', 'only SQLite in DATA_DIR is supported so far: leave it unset')
  })

export type Env = z.output<typeof Settings>

/** The settings, or a plain list of what is wrong with them. Empty text counts as unset. */
export function parseEnv(source: Record<string, string | undefined>): { env: Env } | { problems: string[] } {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const result = Settings.safeParse(given)
  if (result.success) return { env: result.data }
  return { problems: result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) }
}

let parsed: Env | undefined

/** The settings of this process, read once. A wrong one stops the process and says how to mend it. */
export function env(): Env {
  if (parsed) return parsed
  const result = parseEnv(process.env)
  if ('problems' in result) {
    process.stderr.write(
      `Steward cannot start with these settings:\n${result.problems.map((p) => `  ${p}\n`).join('')}`,
    )
    process.exit(1)
  }
  parsed = result.env
  return parsed
}
