import { basename } from 'node:path'
import type { Store } from '#db/store.ts'
import type { By } from '#lib/auth/by.ts'
import { dayOf, type Month, monthOf } from '#lib/day.ts'
import { findIdentifiers, gravest } from '#lib/identifiers/guard.ts'
import { newId } from '#lib/ids.ts'
import { Refusal } from '#lib/refusal.ts'
import { compareWithLoaded } from './against-loaded.ts'
import { discardImport, type NewImport, publishImport, stagingOf } from './commands.ts'
import { findMeasure } from './definitions/measures.ts'
import { listKnownPractices, listStagedBefore } from './import-queries.ts'
import { collectProblems, type Problem } from './problems.ts'
import { findLatestPublication } from './queries.ts'
import type { FileKind } from './reading/layouts.ts'
import { type ReadOptions, readPrescribingFile } from './reading/read-file.ts'
import type { Figures } from './reading/reading.ts'
import { reportUnknownPractices } from './unknown-practices.ts'

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
}

export interface ImportResult {
  file: string
  kind: FileKind
  months: Month[]
  rowsRead: number
  rowsUsed: number
  rowsRejected: number
  practices: number
  seconds: number
  status: 'imported' | 'unchanged' | 'needs_decision' | 'rejected'
  problems: Problem[]
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
  const started = performance.now()
  const fileName = basename(file.name)
  if (mayNamePerson(fileName)) return refusedForItsName
  const onlyPractices = options.onlyPractices && new Set(options.onlyPractices)
  const problems = collectProblems()
  const measure = options.measure === undefined ? undefined : findMeasure(options.measure)
  const context = { fileName, thisMonth: monthOf(dayOf(by.at)), onlyPractices, measure, problems }
  const limited = { mostBytes: MOST_BYTES, ...options }
  const { figures, sha256, bytes: _, ...read } = await readPrescribingFile(file.bytes, context, limited)

  const answer = (status: ImportResult['status']): ImportResult => ({
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
  if (!figures || problems.refused) return answer('rejected')
  if (figures.kind === 'openprescribing' && figures.isUndecided) return answer('needs_decision')
  if (figures.kind === 'epd' && !onlyPractices) {
    reportUnknownPractices(figures.rows, await listKnownPractices(store.reader), problems)
  }
  await discardAbandoned(store, by)
  for (let attempt = 1; ; attempt++) {
    const latest = await findLatestPublication(store.reader)
    const { isSame, question, replaced } = await compareWithLoaded(store.reader, figures, sha256)
    if (isSame) {
      problems.note('same_file', 'This very file is loaded already. Nothing was changed.')
      return answer('unchanged')
    }
    if (question && !options.replace) {
      problems.warn(question.code, question.message)
      return answer('needs_decision')
    }
    const replaces = replaced !== undefined
    const input = { ...read, id: newId(), fileName, sha256, replaces, onlyPractices: namedOnly(options) }
    if (replaces) problems.note('replaced', `Replaced ${replaced}.`)
    try {
      await storeImport(store, by, input, figures, problems.list(), latest)
      return answer('imported')
    } catch (error) {
      if (!(error instanceof Refusal) || attempt === ATTEMPTS) throw error
    }
  }
}

/** Of unpacked text, unless the caller says otherwise: a small upload may unpack to far more than a server should read. */
const MOST_BYTES = 500_000_000
/** Another import may be published while this one is staged, and the two must be compared again. */
const ATTEMPTS = 3
const ABANDONED_AFTER_MS = 24 * 3_600_000

function mayNamePerson(fileName: string): boolean {
  const verdict = gravest(findIdentifiers(fileName))
  return verdict === 'block' || verdict === 'ask'
}

/** The name of a file is stored, shown and put into logs. One that may hold an NHS number is not even said back. */
const refusedForItsName: ImportResult = {
  file: '(name not shown)',
  kind: 'unknown',
  months: [],
  rowsRead: 0,
  rowsUsed: 0,
  rowsRejected: 0,
  practices: 0,
  seconds: 0,
  status: 'rejected',
  problems: [
    {
      level: 'error',
      line: null,
      column: null,
      code: 'identifier_in_name',
      message:
        'The name of the file holds a number that could be an NHS number. If the file is about patients, delete it: Steward never takes patient data. If not, give it the name it had when downloaded.',
    },
  ],
}

const namedOnly = ({ onlyPractices }: ImportOptions) => (onlyPractices ? [...onlyPractices] : null)

async function storeImport(
  store: Store,
  by: By,
  input: NewImport,
  figures: Figures,
  problems: Problem[],
  latest: Date | null,
) {
  try {
    for (const step of stagingOf(by, input, figures, problems)) await store.transact(step)
    await store.transact((tx) => publishImport(tx, by, input.id, latest))
  } catch (error) {
    await store.transact((tx) => discardImport(tx, by, input.id))
    throw error
  }
}

/** A process that was killed while it staged an import left rows that nobody sees. */
async function discardAbandoned(store: Store, by: By) {
  const before = new Date(by.at.getTime() - ABANDONED_AFTER_MS)
  for (const { id } of await listStagedBefore(store.reader, before)) {
    await store.transact((tx) => discardImport(tx, by, id))
  }
}
