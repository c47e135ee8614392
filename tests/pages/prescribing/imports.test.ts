import { mkdirSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, vi } from 'vitest'
import { importRuns } from '#db/schema/import-runs.ts'
import { imports, practiceMonths } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import { workOffImports } from '#lib/web/import-line.ts'
import { Forbidden } from '#lib/web/problems.ts'
import UndoPage from '../../../src/pages/prescribing/imports/[import]/undoing.astro'
import ImportPage from '../../../src/pages/prescribing/imports/[import].astro'
import ImportsPage from '../../../src/pages/prescribing/imports/index.astro'
import NewPage from '../../../src/pages/prescribing/imports/new.astro'
import RunPage from '../../../src/pages/prescribing/imports/runs/[run].astro'
import RunsPage from '../../../src/pages/prescribing/imports/runs/index.astro'
import { changed, EPD, fixture, LISTS } from '../../lib/prescribing/files.ts'
import { type Actor, given } from '../../support/given.ts'
import { ISSUED } from '../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../support/test.ts'
import { visit } from '../../support/visit.ts'

const chosen = vi.hoisted(() => ({ dataDir: '' }))
vi.mock('#lib/env.ts', async (original) => {
  const real = await original<typeof import('#lib/env.ts')>()
  return { ...real, env: () => ({ ...real.env(), DATA_DIR: chosen.dataDir }) }
})
beforeEach<{ databaseFile: string }>(({ databaseFile }) => {
  chosen.dataDir = dirname(databaseFile)
})

const epd = (text = fixture(EPD), name = EPD) => new File([text], name)
const lists = () => new File([fixture(LISTS)], LISTS)
const corrected = changed(EPD, { 2: (line) => line.replace(',100,4,400,', ',100,9,900,') })

/** Sends files as a person does, waits for the process that imports them, and answers the page of the run. */
async function send(store: Store, as: Actor, files: File[], replace = false) {
  const form = { files, ...(replace && { replace: 'on' }) }
  const sent = await visit(NewPage, store, { as, form, url: '/prescribing/imports/new' })
  await workOffImports(store)
  const [, run = ''] = /\/runs\/(.+)/.exec(sent.location ?? '') ?? []
  return { sent, run, page: await visit(RunPage, store, { as, params: { run } }) }
}
const answer = async (store: Store, as: Actor, run: string, form: Record<string, string>) => {
  const answered = await visit(RunPage, store, { as, params: { run }, form })
  await workOffImports(store)
  return { answered, page: await visit(RunPage, store, { as, params: { run } }) }
}
const uploads = () => {
  try {
    return readdirSync(join(chosen.dataDir, 'uploads'))
  } catch {
    return []
  }
}

describe('importing by page', { timeout: 60_000 }, () => {
  test('keeps for a participant the rows of their own practice, and says so on the page of the run', async ({
    store,
  }) => {
    const { ann } = await given.cohort(store)
    const { sent, page } = await send(store, ann, [epd()])
    expect([sent.status, sent.location]).toEqual([
      303,
      expect.stringMatching(/^\/prescribing\/imports\/runs\//),
    ])
    expect(page.text).toMatch(/Imported 13 rows read, \d+ kept: August 2026, one practice/)
    expect(page.html).toContain('href="/prescribing/Z98001"')
    const rows = await store.reader.select({ code: practiceMonths.practiceCode }).from(practiceMonths)
    expect([...new Set(rows.map(({ code }) => code))]).toEqual(['Z98001'])
    expect(uploads()).toEqual([])
  })

  test('takes several files at once for a facilitator, keeps every practice, and lists them', async ({
    store,
  }) => {
    const { fran } = await given.cohort(store)
    const { sent } = await send(store, fran, [epd(), lists()])
    expect(sent.location).toBe('/prescribing/imports/runs')
    expect(
      (await visit(RunsPage, store, { as: fran })).text.match(/ Imported Fran Facilitator/g),
    ).toHaveLength(2)
    const list = await visit(ImportsPage, store, { as: fran })
    expect(list.text).toMatch(/Prescribing data to August 2026, imported .* September 2026 (was )?expected/)
    const filtered = await visit(ImportsPage, store, { as: fran, url: '/prescribing/imports?kind=list' })
    expect(filtered.text).toContain(LISTS)
    expect(filtered.text).not.toContain(EPD)
  })

  test('asks before it replaces a month, without sending the file again', async ({ store }) => {
    const { fran } = await given.cohort(store)
    await send(store, fran, [epd()])
    const { run, page } = await send(store, fran, [epd(corrected)])
    expect(page.text).toContain('Waits for you')
    expect(page.text).toContain('Loaded already: August 2026 for 2 practices')
    expect(page.text).toMatch(/What do you want to do\? .*Replace August 2026, loaded on .* from EPD_/)
    expect(uploads()).toHaveLength(1)
    expect((await visit(ImportsPage, store, { as: fran })).text).toContain('Waiting for an answer')
    expect((await answer(store, fran, run, {})).answered).toMatchObject({
      status: 422,
      text: expect.stringContaining('Choose what to do'),
    })
    const told = await answer(store, fran, run, { answer: 'replace' })
    expect(told.answered.status).toBe(303)
    expect(told.page.text).toContain('Replaced August 2026 for 2 practices')
    expect(uploads()).toEqual([])
  })

  test('leaves a file out when what is loaded is to be kept, and says so', async ({ store }) => {
    const { fran } = await given.cohort(store)
    await send(store, fran, [epd()])
    const { run } = await send(store, fran, [epd(corrected)])
    const { page } = await answer(store, fran, run, { answer: 'keep' })
    expect(page.text).toContain('It was left out')
    expect(uploads()).toEqual([])
    expect(await store.reader.$count(imports)).toBe(1)
    expect((await answer(store, fran, run, { answer: 'replace' })).answered.status).toBe(422)
  })

  test('replaces at once for whoever says so beforehand', async ({ store }) => {
    const { fran } = await given.cohort(store)
    await send(store, fran, [epd()])
    expect((await send(store, fran, [epd(corrected)], true)).page.text).toContain('Imported')
  })

  test('says why a file was refused, and which of a form could not be taken', async ({ store }) => {
    const { ann } = await given.cohort(store)
    const { page } = await send(store, ann, [epd('a,b\n1,2\n', 'something.csv')])
    expect(page.text).toContain('something.csv Refused')
    expect(page.text).toContain('Why it was refused')
    const none = await visit(NewPage, store, { as: ann, form: { replace: 'on' } })
    expect(none).toMatchObject({ status: 422, text: expect.stringContaining('Choose at least one file') })
    const named = await visit(NewPage, store, {
      as: ann,
      form: { files: [epd(fixture(EPD), `${ISSUED}.csv`)] },
    })
    expect(named).toMatchObject({ status: 422, text: expect.stringContaining('NHS number') })
    expect(named.html).not.toContain(ISSUED)
    expect([uploads(), await store.reader.$count(importRuns)]).toEqual([[], 1])
  })

  test('takes no second file of a person whose first is not done, and shows how far that is', async ({
    store,
  }) => {
    const { ann } = await given.cohort(store)
    const id = await waitingRun(store, ann)
    const refused = await visit(NewPage, store, { as: ann, form: { files: [epd()] } })
    expect(refused).toMatchObject({ status: 422, text: expect.stringContaining('being read already') })
    expect(uploads()).toEqual([])
    const page = await visit(RunPage, store, {
      as: ann,
      params: { run: id },
      url: `/prescribing/imports/runs/${id}`,
    })
    expect(page.text).toContain('It waits for its turn')
    expect(page.headers.get('refresh')).toBe('2')
    const still = await visit(RunPage, store, { as: ann, params: { run: id }, url: '/x?refresh=off' })
    expect(still.headers.get('refresh')).toBeNull()
  })

  test('can be cancelled by whoever started it and by facilitators, and is seen by nobody else', async ({
    store,
  }) => {
    const { ann, ben, fran } = await given.cohort(store)
    const id = await waitingRun(store, ann)
    expect((await visit(RunPage, store, { as: ben, params: { run: id } })).status).toBe(404)
    expect((await visit(RunsPage, store, { as: ben })).text).toContain('No file was sent yet')
    const cancelled = await visit(RunPage, store, {
      as: fran,
      params: { run: id },
      form: { answer: 'cancel' },
    })
    expect(cancelled.status).toBe(303)
    expect((await visit(RunPage, store, { as: ann, params: { run: id } })).text).toContain('It was cancelled')
  })
})

describe('an import', { timeout: 60_000 }, () => {
  test('says where it came from and is undone with a reason, by whoever brought it or a facilitator', async ({
    store,
  }) => {
    const { ann, ben, cara, fran } = await given.cohort(store)
    await send(store, ann, [epd(fixture(EPD), 'brought-by-ann.csv')])
    const [file] = await store.reader.select().from(imports)
    const params = { import: file!.id }
    const see = async (as: Actor) => await visit(ImportPage, store, { as, params })
    expect((await see(cara)).status).toBe(404)
    expect((await visit(ImportsPage, store, { as: cara })).text).not.toContain('brought-by-ann')
    expect((await see(ann)).text).toMatch(/Imported [^.]* by you/)
    expect((await see(ben)).text).toContain('by someone of the practice')
    expect((await see(fran)).text).toContain('by Ann Example')
    expect((await see(fran)).text).toMatch(/SHA-256 [0-9a-f]{64}/)
    await expect(visit(UndoPage, store, { as: ben, params })).rejects.toThrow(Forbidden)
    const silent = await visit(UndoPage, store, { as: ann, params, form: { because: ' ' } })
    expect(silent).toMatchObject({ status: 422, text: expect.stringContaining('Enter why it is undone') })
    const undone = await visit(UndoPage, store, { as: ann, params, form: { because: 'The wrong month' } })
    expect(undone).toMatchObject({ status: 303, notice: 'The import is undone' })
    const page = await see(ben)
    expect(page.text).toContain('Undone 22 November 2026 at 10am: The wrong month')
    expect(page.html).not.toContain('/undoing')
    expect((await visit(ImportsPage, store, { as: ann })).text).toContain('brought-by-ann.csv Undone')
    await expect(visit(UndoPage, store, { as: fran, params })).rejects.toThrow(Forbidden)
  })

  test('names what counts again before it is undone', async ({ store }) => {
    const { fran } = await given.cohort(store)
    await send(store, fran, [epd(fixture(EPD), 'first.csv')])
    await send(store, fran, [epd(corrected, 'second.csv')], true)
    const second = (await store.reader.select().from(imports)).find(
      ({ fileName }) => fileName === 'second.csv',
    )
    const page = await visit(UndoPage, store, { as: fran, params: { import: second!.id } })
    expect(page.text).toContain('What earlier files say of the same months counts again: first.csv')
    expect((await visit(ImportPage, store, { as: fran, params: { import: second!.id } })).text).toContain(
      'Replaced August 2026 for 2 practices',
    )
  })

  test('is not for reviewers, and one that is not there is not there', async ({ store }) => {
    const { rita, fran } = await given.cohort(store)
    for (const page of [ImportsPage, NewPage, RunsPage]) {
      await expect(visit(page, store, { as: rita })).rejects.toThrow(Forbidden)
    }
    for (const [page, params] of [
      [ImportPage, { import: 'nothing' }],
      [RunPage, { run: 'nothing' }],
    ] as const) {
      expect((await visit(page, store, { as: fran, params })).status).toBe(404)
    }
  })
})

/** A run that nobody works off: its file is there, and the test asks for nothing. */
async function waitingRun(store: Store, { id: startedBy }: Actor): Promise<string> {
  const at = new Date('2026-11-22T10:00:00Z')
  mkdirSync(join(chosen.dataDir, 'uploads'), { recursive: true })
  const run = {
    state: 'waiting',
    source: 'upload',
    replaces: false,
    bytes: 1,
    bytesRead: 0,
    rowsRead: 0,
  } as const
  await store.transact(async (tx) => {
    await tx
      .insert(importRuns)
      .values({ ...run, id: 'waits', fileName: 'a.csv', startedBy, startedAt: at, heardAt: at })
  })
  return 'waits'
}
