import { parseArgs } from 'node:util'
import { installation } from '#db/schema/installation.ts'
import { people } from '#db/schema/people.ts'
import { closeStore, openStore } from '#db/store.ts'
import { env } from '#lib/env.ts'
import { demonstrationPeople, demonstrationSignIns } from '#lib/people/demonstration.ts'
import { FILLED, fillDemonstration } from './demonstration/fill.ts'

const { values } = parseArgs({
  options: {
    fixture: { type: 'string', default: 'demo' },
    json: { type: 'boolean' },
    'if-empty': { type: 'boolean' },
  },
})
if (values.fixture !== 'demo') {
  process.stderr.write('There is one fixture: bin/seed --fixture demo\n')
  process.exit(2)
}

const { DEMO, DATA_DIR, NOW, ORIGIN } = env()
const store = openStore(DATA_DIR)
const marks = (await store.reader.select({ name: installation.name }).from(installation)).map(
  ({ name }) => name,
)
if (marks.length > 0 && !marks.includes(FILLED)) {
  process.stderr.write(
    `The demonstration in ${DATA_DIR} was not filled to its end. Delete that folder and start again.\n`,
  )
  process.exit(1)
}
const isEmpty = (await store.reader.$count(people)) === 0

if (isEmpty && DEMO) {
  process.stderr.write('Filling the empty data folder with the demonstration…\n')
  await fillDemonstration(store, NOW ?? new Date(), DATA_DIR)
} else if (!values['if-empty'] && !DEMO) {
  process.stderr.write('The demonstration is only for this machine: DEMO=0 is set.\n')
  process.exitCode = 1
}

if (values.json) {
  process.stdout.write(`${JSON.stringify(await demonstrationPeople(store.reader), null, 2)}\n`)
} else {
  const signIns = await demonstrationSignIns(store.reader)
  if (signIns.length > 0) {
    process.stdout.write(
      `\nDemonstration. Sign in at ${ORIGIN}/sign-in with the password ${signIns[0]?.password}\n`,
    )
    for (const { role, name, email } of signIns)
      process.stdout.write(`  ${role.padEnd(12)} ${email.padEnd(36)} ${name}\n`)
    process.stdout.write('\n')
  }
}
closeStore()
