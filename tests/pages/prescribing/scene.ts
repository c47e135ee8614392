import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '#db/store.ts'
import { addNetwork, recordSuccessor } from '#lib/practices/commands.ts'
import { formDueAreas } from '#lib/prescribing/areas/form-due.ts'
import { importFile } from '#lib/prescribing/import-file.ts'
import { monthsUntil, writeEpdFiles } from '../../../db/seeds/epd-files.ts'
import type { SeedPractice } from '../../../db/seeds/epd-stories.ts'
import { writeRegisterFile } from '../../../db/seeds/register-file.ts'
import { by, given } from '../../support/given.ts'

/** Two practices with members among twelve; one closed into the second, whose list follows two months later. */
const practices: SeedPractice[] = [
  {
    code: 'Z98001',
    name: 'Amber Lane Surgery',
    story: 'opioids step down',
    mistyped: { monthsAgo: 3, presentation: '0407020A0AAAGAG' },
  },
  {
    code: 'Z98002',
    name: 'Beacon Hill Practice',
    story: 'steady',
    takesOver: { patients: 3000, monthsAgo: 6, listFollows: 2 },
  },
  ...Array.from({ length: 9 }, (_, at) => ({
    code: `Z9821${at}`,
    name: `Driftwood ${'ABCDEFGHI'.charAt(at)} Surgery`,
    story: 'steady' as const,
    isBackground: true,
  })),
  {
    code: 'Z98230',
    name: 'Hawkmoth Wharf Surgery',
    story: 'steady',
    isBackground: true,
    patients: 3000,
    closedMonthsAgo: 6,
    listFollows: 2,
  },
]

/** Fourteen months to August 2026, imported as files, with register, area figures, a merger and a network. */
export async function prescribingScene(store: Store) {
  const cast = await given.cohort(store)
  const folder = mkdtempSync(join(tmpdir(), 'steward-scene-'))
  try {
    const files = await writeEpdFiles(folder, {
      practices,
      months: monthsUntil('2026-08', 16),
      seed: 'pages',
    })
    const closedOn = ({ closedMonthsAgo }: SeedPractice) => (closedMonthsAgo ? '2026-02-28' : undefined)
    const register = await writeRegisterFile(join(folder, 'epraccur.csv'), practices, closedOn)
    for (const name of [register, ...files]) {
      const { status, problems } = await importFile(store, by, { name, bytes: createReadStream(name) })
      if (status !== 'imported') throw new Error(problems[0]?.message)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  await store.transact(async (tx) => {
    const successor = {
      successorCode: 'Z98002',
      kind: 'merged' as const,
      fromDay: '2026-03-01',
      source: 'A notice',
    }
    await recordSuccessor(tx, by, 'Z98230', successor)
    await addNetwork(tx, by, 'U98001', {
      name: 'Invented Vale Network',
      practices: ['Z98001', 'Z98210', 'Z98211'],
    })
  })
  await formDueAreas(store, by)
  return cast
}
