import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { findMeasure } from '#lib/prescribing/definitions/measures.ts'
import { collectProblems } from '#lib/prescribing/problems.ts'
import { type ReadOptions, readPrescribingFile } from '#lib/prescribing/reading/read-file.ts'

const FIXTURES = 'tests/fixtures/prescribing'
export const EPD = 'EPD_SNOMED_202608.csv'
export const LISTS = 'gp-reg-pat-prac-all.csv'
export const fixture = (name: string) => readFileSync(`${FIXTURES}/${name}`, 'utf8')

/** Data that is shared with everyone who works on Steward, beside the repository; tests of it skip elsewhere. */
export const SHARED = '../shared/data'
export const ABSENT = `${SHARED} is not on this machine`
export const isShared = existsSync(`${SHARED}/expected.json`)

/** A file as it comes from a disk or an upload, in pieces of a size. */
export async function* inPieces(content: string | Uint8Array, size = 64 * 1024) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** A few lines of the fixture with some of them changed. Line 1 is the heading. */
export function changed(name: string, changes: Record<number, (line: string) => string>): string {
  return fixture(name)
    .split('\n')
    .map((line, index) => changes[index + 1]?.(line) ?? line)
    .join('\n')
}

/** Changes one cell of a line that has no quoted cell before it. */
export const cell = (heading: string, value: string, name = EPD) => {
  const column = fixture(name).split('\n')[0]!.split(',').indexOf(heading)
  return (line: string) =>
    line
      .split(',')
      .map((text, index) => (index === column ? value : text))
      .join(',')
}

/** Reads without storing: what is in the file, and what is said of it. */
export async function reading(
  content: AsyncIterable<Uint8Array> | string,
  options: { fileName?: string; onlyPractices?: string[]; measure?: string } & ReadOptions = {},
) {
  const problems = collectProblems()
  const { fileName = 'file.csv', onlyPractices, measure, ...limits } = options
  const context = {
    fileName,
    thisMonth: '2026-11',
    onlyPractices: onlyPractices && new Set(onlyPractices),
    measure: measure === undefined ? undefined : findMeasure(measure),
    problems,
  }
  const bytes = typeof content === 'string' ? inPieces(content) : content
  const read = await readPrescribingFile(bytes, context, limits)
  return { ...read, problems: problems.list(), refused: problems.refused }
}

export const fromDisk = (path: string) => createReadStream(path)
