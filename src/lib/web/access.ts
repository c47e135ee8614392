import { type By, personBy, systemBy } from '#lib/auth/by.ts'
import { Forbidden, SignInNeeded } from './problems.ts'

interface Asked {
  locals: App.Locals
}

/**
 * Turns a policy's answer into the permission that commands demand. Every page calls this or `openToAll`;
 * the answer of one that called neither is withheld.
 */
export function authorize({ locals }: Asked, allowed: boolean): By {
  locals.decided = true
  if (!locals.viewer.person) throw new SignInNeeded()
  if (!allowed) throw new Forbidden()
  return personBy(locals.viewer.person.id, locals.now)
}

/** Says that a page holds nothing that anyone may not see. */
export function openToAll({ locals }: Asked) {
  locals.decided = true
}

/** Whoever holds a one-time link may do, as its person, the one thing it is for. */
export function authorizeHolder({ locals }: Asked, link: { personId: string }): By {
  locals.decided = true
  return personBy(link.personId, locals.now)
}

/** For what a page does at the request of somebody it does not know: send a letter to an address, for example. */
export const onRequest = ({ locals }: Asked, name: string): By => systemBy(name, locals.now)
