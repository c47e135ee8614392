import { auditEvents } from '#db/schema/audit.ts'
import type { Store } from '#db/store.ts'
import { personBy } from '#lib/auth/by.ts'
import { dropBookmark, keepBookmark, markRead, writeReflections } from '#lib/learning/commands.ts'
import { listBookmarks, listRead, listReflections } from '#lib/learning/queries.ts'
import { given, TODAY } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'

const audited = async (store: Store) =>
  (await store.reader.select({ action: auditEvents.action }).from(auditEvents))
    .map(({ action }) => action)
    .filter((action) => action.startsWith('learning.'))

const NOW = new Date(`${TODAY}T10:00:00Z`)

describe('what changes nothing', () => {
  test('is neither written nor audited: a part that was read already', async ({ store }) => {
    const { ann } = await given.cohort(store)
    for (const day of ['2026-11-20', '2026-11-22'])
      await store.transact((tx) =>
        markRead(tx, personBy(ann.id, new Date(`${day}T10:00:00Z`)), 'toolkit/pdsa', 'plan'),
      )
    expect(await audited(store)).toEqual(['learning.part_read'])
    expect((await listRead(store.reader, ann.id)).map(({ readAt }) => readAt.getUTCDate())).toEqual([20])
  })

  test('is neither written nor audited: a mark that is there already, or not there', async ({ store }) => {
    const { ann, ben } = await given.cohort(store)
    await store.transact(async (tx) => {
      await keepBookmark(tx, personBy(ann.id, NOW), 'toolkit/pdsa')
      await keepBookmark(tx, personBy(ann.id, NOW), 'toolkit/pdsa')
      await dropBookmark(tx, personBy(ben.id, NOW), 'toolkit/pdsa')
    })
    expect(await listBookmarks(store.reader, ann.id)).toHaveLength(1)
    expect(await audited(store)).toEqual(['learning.bookmark_kept'])
  })

  test('is neither written nor audited: texts that are as they were', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const written = [{ prompt: 'a', promptText: 'Why?', text: 'Because', shared: false }]
    const write = () =>
      store.transact((tx) => writeReflections(tx, personBy(ann.id, NOW), 'toolkit/pdsa', written, {}))
    expect(await write()).toBe(1)
    expect(await write()).toBe(0)
    expect(await audited(store)).toEqual(['learning.reflections_written'])
  })
})

test('a refused text leaves every other text of the page as it was', async ({ store }) => {
  const { ann } = await given.cohort(store)
  const text = (prompt: string, words: string) => ({ prompt, promptText: 'Why?', text: words, shared: false })
  const write = (...written: ReturnType<typeof text>[]) =>
    store.transact((tx) => writeReflections(tx, personBy(ann.id, NOW), 'toolkit/pdsa', written, {}))
  await write(text('a', 'First'))
  await expect(write(text('b', 'Second'), text('a', 'Another'))).rejects.toThrow('saved elsewhere')
  expect((await listReflections(store.reader, ann.id)).map((row) => row.text)).toEqual(['First'])
})
