import { isIPv6 } from 'node:net'

interface Limit {
  most: number
  withinMs: number
}
interface Counted {
  times: number
  until: number
}

/** Clients remembered at once; beyond them the oldest are forgotten first. */
const MOST_CLIENTS = 20_000

/** Letters to addresses that somebody typed. A whole practice behind one address stays far below. */
const LETTERS = { most: 60, withinMs: 60 * 60 * 1000 }
/** Passwords that were wrong. A lecture hall signs in behind one address, and mistypes a few. */
const WRONG_PASSWORDS = { most: 200, withinMs: 15 * 60 * 1000 }

/**
 * How often one client may do something. Kept in memory alone, so that no address is stored; this machine itself
 * has no ceiling, because a proxy that was not declared makes everybody look like it.
 */
export function ceiling({ most, withinMs }: Limit, clock: () => number = Date.now) {
  const counted = new Map<string, Counted>()
  const standing = (client: string) => {
    const found = counted.get(client)
    return found && found.until > clock() ? found : undefined
  }
  return {
    /** Seconds until this client may try again; 0 when it may now. */
    secondsToWait(asked: Asked): number {
      const client = clientOf(asked)
      const found = client === undefined ? undefined : standing(client)
      return found && found.times >= most ? Math.ceil((found.until - clock()) / 1000) : 0
    },
    count(asked: Asked) {
      const client = clientOf(asked)
      if (client === undefined) return
      const found = standing(client)
      if (found) found.times += 1
      else {
        counted.delete(client)
        counted.set(client, { times: 1, until: clock() + withinMs })
      }
      const [oldest] = counted.keys()
      if (counted.size > MOST_CLIENTS && oldest !== undefined) counted.delete(oldest)
    },
  }
}

export const lettersCeiling = ceiling(LETTERS)
export const wrongPasswordsCeiling = ceiling(WRONG_PASSWORDS)

interface Asked {
  request: Pick<Request, 'headers'>
}

/** Who asks, as `forwarded.ts` made out. Whoever has one address of version 6 has 2^64 of them. */
function clientOf({ request }: Asked): string | undefined {
  const address = (request.headers.get('x-forwarded-for') ?? '').replace(/^::ffff:(?=[\d.]+$)/i, '')
  if (address === '' || address === '::1' || address.startsWith('127.')) return undefined
  return isIPv6(address) ? networkOf(address) : address
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const filled =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = [...before, ...filled, ...after].slice(0, 4)
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}
