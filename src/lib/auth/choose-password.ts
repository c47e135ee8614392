import type { Store } from '#db/store.ts'
import { Refusal } from '#lib/refusal.ts'
import type { By } from './by.ts'
import { setPasswordByLink } from './commands.ts'
import { hashPassword } from './password-hash.ts'
import { inPasswordQueue } from './password-queue.ts'
import { passwordProblem } from './password-rules.ts'
import { checkPassword } from './sign-in.ts'

interface Link {
  secretHash: string
  personId: string
  name: string
  email: string
  usedAt: Date | null
}

/**
 * Sets the password that a one-time link allows to be set. Of two presses the second finds the link used up, and the
 * password that was typed set: for whoever types it, that is as good. Answers whether it is theirs now.
 */
export async function choosePassword(store: Store, by: By, link: Link, password: string, at: Date) {
  const isTheirs = async () => {
    const { outcome } = await checkPassword(store, { email: link.email, password }, at)
    return outcome === 'match'
  }
  if (link.usedAt) return isTheirs()
  const problem = await passwordProblem(password, [link.name, link.email])
  if (problem) throw new Refusal('newPassword', problem)
  const hash = await inPasswordQueue(() => hashPassword(password))
  try {
    await store.transact((tx) => setPasswordByLink(tx, by, link, hash))
  } catch (error) {
    if (!(error instanceof Refusal) || !(await isTheirs())) throw error
  }
  return true
}
