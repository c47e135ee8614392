import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isDay } from '#lib/day.ts'
import changes from '#lib/prescribing/definitions/code-changes.json' with { type: 'json' }
import { listed } from '#lib/prescribing/definitions/counted.ts'
import { definitionVersion, measures } from '#lib/prescribing/definitions/measures.ts'
import { benzodiazepinesAndZDrugs, coproxamol, opioidAnalgesics } from '#lib/prescribing/definitions/sets.ts'
import { type SumDefinition, sumNames, sums } from '#lib/prescribing/definitions/sums.ts'
import { versions } from '#lib/prescribing/definitions/versions.ts'
import { presentationOf } from '#lib/prescribing/presentations.ts'

/** Codes of no table, so that what counts by its chemical alone is in the digest too. */
const byChemical = [
  ...opioidAnalgesics,
  ...benzodiazepinesAndZDrugs,
  coproxamol,
  '0408010AE',
  '0408010G0',
  '0410030C0',
].map((chemical) => `${chemical}ZZZZZZ`)

/** Everything that can move a figure: which codes add how much to which sum, and what measures make of sums. */
function digestOfDefinitions(): string {
  const codes = [...listed.map(({ code }) => code), ...byChemical].sort()
  const weights = codes.map((code) => {
    const presentation = presentationOf(code)
    return [code, ...sumNames.map((name) => sums[name].weight(presentation))]
  })
  const kinds = sumNames.map((name) => {
    const { counts, perItemOver }: SumDefinition = sums[name]
    return [name, counts, perItemOver ?? null]
  })
  const formed = measures.map(({ id, numerator, denominator, multiplier, unit, direction, superseded }) => [
    id,
    numerator,
    denominator,
    multiplier,
    unit,
    direction,
    superseded ?? null,
  ])
  const content = JSON.stringify({ weights, kinds, formed, changes: changes.changes })
  return createHash('sha256').update(content).digest('hex').slice(0, 16)
}

describe('the versions of the definitions', () => {
  test('end with what the definitions are now: when this fails, add a line at the top of versions.ts', () => {
    expect(versions[0].digest).toBe(digestOfDefinitions())
  })

  test('are told apart, the newest first, each with what changed', () => {
    expect(definitionVersion).toBe(versions[0].version)
    expect(new Set(versions.map(({ version }) => version)).size).toBe(versions.length)
    expect(new Set(versions.map(({ digest }) => digest)).size).toBe(versions.length)
    expect(versions.map(({ on }) => on)).toEqual(
      versions
        .map(({ on }) => on)
        .toSorted()
        .reverse(),
    )
    for (const { on, what, version } of versions) {
      expect(isDay(on)).toBe(true)
      expect(version.startsWith(on)).toBe(true)
      expect(what.length).toBeGreaterThan(20)
    }
  })
})
