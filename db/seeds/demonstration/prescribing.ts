import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Store } from '#db/store.ts'
import { personBy } from '#lib/auth/by.ts'
import { addDays, addMonths, monthOf } from '#lib/day.ts'
import { addNetwork, recordSuccessor } from '#lib/practices/commands.ts'
import { formDueAreas } from '#lib/prescribing/areas/form-due.ts'
import { importFile } from '#lib/prescribing/import-file.ts'
import { keptFolder } from '#lib/prescribing/kept/kept-rows.ts'
import { monthsUntil, writeEpdFiles } from '../epd-files.ts'
import { writeRegisterFile } from '../register-file.ts'
import { allPractices, lastDayOpen, MERGED, network } from './background.ts'
import { at, type Scene } from './cohort.ts'

const MONTHS = 24
/** A month is published about ten weeks after it ends. */
const PUBLISHED_AFTER_DAYS = 71

/** Two years of files in the NHS format, written into the data folder and imported as an administrator would. */
export async function fillPrescribing(store: Store, { admin, today }: Scene, dataDir: string) {
  const last = addMonths(monthOf(addDays(today, -PUBLISHED_AFTER_DAYS)), -1)
  const folder = join(dataDir, 'demonstration-files')
  const files = await writeEpdFiles(folder, {
    practices: allPractices,
    months: monthsUntil(last, MONTHS),
    seed: 'demonstration',
  })
  const register = await writeRegisterFile(
    join(folder, 'epraccur.csv'),
    allPractices,
    ({ closedMonthsAgo }) => (closedMonthsAgo === undefined ? undefined : lastDayOpen(last, closedMonthsAgo)),
  )
  for (const [index, name] of [register, ...files].entries()) {
    const by = personBy(admin.id, new Date(at(addDays(today, -2)).getTime() + index * 60_000))
    const options = { source: 'demonstration', keepIn: keptFolder(dataDir) } as const
    const file = { name, bytes: createReadStream(name) }
    const { status, problems } = await importFile(store, by, file, options)
    if (status !== 'imported') throw new Error(`${name} was not imported: ${problems[0]?.message}`)
  }
  await store.transact(async (tx) => {
    const by = personBy(admin.id, at(addDays(today, -2), '15:00:00'))
    await recordSuccessor(tx, by, MERGED.code, {
      successorCode: MERGED.successor,
      kind: 'merged',
      fromDay: addDays(lastDayOpen(last, MERGED.monthsAgo), 1),
      source: 'Notice of the integrated care board (invented)',
    })
    await addNetwork(tx, by, network.code, network)
  })
  await formDueAreas(store, personBy(admin.id, at(addDays(today, -1))))
}
