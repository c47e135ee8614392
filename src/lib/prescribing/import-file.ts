import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ImportSource } from '#db/schema/prescribing.ts'
import type { Store } from '#db/store.ts'
import type { By } from '#lib/auth/by.ts'
import { dayOf, monthOf } from '#lib/day.ts'
import { mayNamePerson } from '#lib/identifiers/file-names.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusal.ts'
import { compareWithLoaded } from './against-loaded.ts'
import { BETWEEN_STEPS_MS } from './chunks.ts'
import { discardImport, publishImport, stagingOf } from './commands.ts'
import { findMeasure } from './definitions/measures.ts'
import { hasNewerMonth, listMemberPractices, listStagedBefore } from './import-queries.ts'
import { type ImportResult, refusedForItsName, told } from './import-result.ts'
import { byPresentation } from './kept/by-presentation.ts'
import { keepRows, removeKept } from './kept/kept-rows.ts'
import { findMeasureByFigures } from './measure-by-figures.ts'
import { byGravityThenLine, collectProblems, type Problems } from './problems.ts'
import { findLatestPublication } from './queries.ts'
import { type ReadOptions, readPrescribingFile } from './reading/read-file.ts'
import type { Figures } from './reading/reading.ts'
import { compareDownload, comparePractices } from './report-practices.ts'

export interface PrescribingFile {
  /** Its name, or the path it was given by. Only the name is kept. */
  name: string
  bytes: AsyncIterable<Uint8Array>
}

export interface ImportOptions extends ReadOptions {
  /** Practices that may come in; rows of others are counted and not kept. */
  onlyPractices?: readonly string[] | undefined
  /** A person said that figures which are loaded already are to be replaced. */
  replace?: boolean | undefined
  /** The id of the measure that a download from OpenPrescribing holds, when it does not say so itself. */
  measure?: string | undefined
  source?: ImportSource | undefined
  /** A folder for the rows of presentations that measures count, from which sums can be formed again. */
  keepIn?: string | undefined
  /** Is told which import the file became, once its first row is stored. */
  onStoring?: ((importId: string) => Promise<unknown>) | undefined
}

/**
 * Reads a file to its end outside any transaction, stages its figures in short ones and publishes them in one
 * that is shorter still. All of the file is imported, or nothing of it.
 */
export async function importFile(
  store: Store,
  by: By,
  file: PrescribingFile,
  options: ImportOptions = {},
): Promise<ImportResult> {
  if (mayNamePerson(basename(file.name))) return refusedForItsName
  const id = newId()
  const kept = options.keepIn === undefined ? undefined : keepRows(options.keepIn, id)
  const result = await importOnce(store, by, file, { ...options, id, kept }).catch(async (error: unknown) => {
    await kept?.discard()
    throw error
  })
  if (result.status !== 'imported') await kept?.discard()
  return result
}

interface Import extends ImportOptions {
  id: string
  kept: ReturnType<typeof keepRows> | undefined
}

async function importOnce(
  store: Store,
  by: By,
  file: PrescribingFile,
  { id, kept, ...options }: Import,
): Promise<ImportResult> {
  const started = performance.now()
  const fileName = basename(file.name)
  const onlyPractices = options.onlyPractices && new Set(options.onlyPractices)
  const problems = collectProblems()
  const measure = options.measure === undefined ? undefined : findMeasure(options.measure)
  const context = { fileName, thisMonth: monthOf(dayOf(by.at)), onlyPractices, measure, problems }
  const presented = byPresentation(await listMemberPractices(store.reader))
  const reading = await readPrescribingFile(file.bytes, context, {
    mostBytes: MOST_BYTES,
    ...options,
    onWatchedRow: (row) => {
      presented.add(row)
      kept?.row(row)
      options.onWatchedRow?.(row)
    },
  })
  const { sha256, bytes: _, practiceNames: __, firstLines, figures: found, ...read } = reading

  const answer = (status: ImportResult['status']): ImportResult =>
    told({
      file: file.name,
      kind: read.kind,
      months: read.months,
      rowsRead: read.rowsRead,
      rowsUsed: status === 'rejected' || status === 'needs_decision' ? 0 : read.rowsUsed,
      rowsRejected: read.rowsRejected,
      practices: read.practices,
      seconds: Math.round(performance.now() - started) / 1000,
      status,
      problems: problems.list(),
    })
  if (!found || problems.refused) return answer('rejected')
  const figures = await withMeasure(store, found, fileName, problems)
  if (figures.kind === 'openprescribing' && figures.isUndecided) return answer('needs_decision')
  if (figures.kind === 'epd' && !onlyPractices) {
    await comparePractices(store.reader, { rows: figures.rows, firstLines }, problems)
  } else if (figures.kind === 'openprescribing' && !onlyPractices) {
    await compareDownload(store.reader, figures.rows, problems)
  }
  await discardAbandoned(store, by, options.keepIn)
  const { source, signal } = options
  const keptFile = (await kept?.finish()) ?? null
  for (let attempt = 1; ; attempt++) {
    const latest = await findLatestPublication(store.reader)
    const against = await compareWithLoaded(store.reader, figures, {
      sha256,
      isForEveryone: onlyPractices === undefined,
    })
    if (against.isSame) {
      problems.note('same_file', 'This very file is loaded already. Nothing was changed.')
      return answer('unchanged')
    }
    if (against.question && !options.replace) {
      problems.warn(against.question.code, against.question.message)
      return answer('needs_decision')
    }
    const said = byGravityThenLine([...problems.list(), ...against.said])
    const input = {
      ...read,
      id,
      fileName,
      sha256,
      replaces: against.replaces,
      wholeMonths: against.wholeMonths,
      onlyPractices: namedOnly(options),
      source,
      keptFile,
    }
    const areNewest = !(await hasNewerMonth(store.reader, read.months))
    const presentations = { rows: presented.rows(), names: presented.names, areNewest }
    const [begin, ...rest] = stagingOf(by, input, figures, said, presentations)
    try {
      await store.transact(begin!)
      await options.onStoring?.(id)
      for (const step of rest) {
        signal?.throwIfAborted()
        await store.transact(step)
        await pause(BETWEEN_STEPS_MS)
      }
      await store.transact((tx) => publishImport(tx, by, id, latest))
      return { ...answer('imported'), problems: said }
    } catch (error) {
      await store.transact((tx) => discardImport(tx, by, id))
      if (!(error instanceof Refusal) || attempt === ATTEMPTS) throw error
    }
  }
}

/** A chart's download that does not name its measure, where the loaded figures tell which it is. */
async function withMeasure(
  store: Store,
  figures: Figures,
  fileName: string,
  problems: Problems,
): Promise<Figures> {
  if (figures.kind !== 'openprescribing' || !figures.isUndecided || !figures.isChart) return figures
  const found = await findMeasureByFigures(store.reader, figures.rows, fileName)
  if (!found) return figures
  const { measure, months } = found
  problems.withdraw('measure_not_named')
  const message = `The file does not name its measure. Its figures are those of “${measure.title}” that are loaded, in ${months} months, and of no other measure: it is taken for that.`
  problems.note('measure_found', message)
  return {
    ...figures,
    isUndecided: false,
    rows: figures.rows.map((row) => ({ ...row, measure: measure.id })),
  }
}

/** Of unpacked text, unless the caller says otherwise: a small file may unpack to far more than anyone wants read. */
const MOST_BYTES = 500_000_000
/** Another import may be published while this one is staged, and the two must be compared again. */
const ATTEMPTS = 3
const ABANDONED_AFTER_MS = 24 * 3_600_000

const namedOnly = ({ onlyPractices }: ImportOptions) => (onlyPractices ? [...onlyPractices] : null)

/** A process that was killed while it staged an import left rows that nobody sees. */
async function discardAbandoned(store: Store, by: By, keepIn: string | undefined) {
  const before = new Date(by.at.getTime() - ABANDONED_AFTER_MS)
  for (const { id, keptFile } of await listStagedBefore(store.reader, before)) {
    await store.transact((tx) => discardImport(tx, by, id))
    if (keepIn !== undefined) await removeKept(keepIn, keptFile)
  }
}
