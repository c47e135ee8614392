import { type By, personBy } from '#lib/auth/by.ts'
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
