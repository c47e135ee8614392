import { parseArgs } from 'node:util'
import { closeStore, openStore } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { grantRole, makeLink } from '#lib/auth/commands.ts'
import { findPersonByEmail } from '#lib/auth/queries.ts'
import { env } from '#lib/env.ts'
import { emailAddress } from '#lib/fields.ts'
import { addPerson } from '#lib/people/commands.ts'

const USAGE = 'bin/admin invite EMAIL --role admin [--name NAME]\n'

/** Makes the first administrator, or a new link for one: the way in where there are no default accounts. */
async function inviteAdmin(typedEmail: string, name: string): Promise<string> {
  const email = emailAddress().parse(typedEmail)
  const store = openStore(env().DATA_DIR)
  const by = systemBy('bin/admin', new Date())
  const known = await findPersonByEmail(store.reader, email)
  return store.transact(async (tx) => {
    const id = known?.id ?? (await addPerson(tx, by, { name, email, profession: 'programme staff' }))
    await grantRole(tx, by, { personId: id, role: 'admin', cohortId: null })
    return makeLink(tx, by, { id, name, email }, 'invitation')
  })
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { role: { type: 'string' }, name: { type: 'string' } },
})
const [verb, email] = positionals
if (verb !== 'invite' || !email || values.role !== 'admin') {
  process.stderr.write(USAGE)
  process.exit(2)
}
const secret = await inviteAdmin(email, values.name ?? email)
closeStore()
process.stdout.write(`${env().ORIGIN}/choose-password/${secret}\n`)
process.stderr.write('The link works once and for seven days.\n')
