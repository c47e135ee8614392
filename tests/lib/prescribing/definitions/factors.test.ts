import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Listed, listed } from '#lib/prescribing/definitions/counted.ts'
import { presentationOf } from '#lib/prescribing/presentations.ts'
import { ABSENT, isShared, SHARED } from '../files.ts'

/** mg of oral morphine equivalent for 1 mg, written down a second time from the published table. */
const PER_MG: Record<string, number> = {
  'codeine oral': 0.1,
  'codeine rectal': 0.1,
  'codeine injection': 0.1,
  'dihydrocodeine oral': 0.1,
  'dihydrocodeine injection': 0.1,
  'dextropropoxyphene oral': 0.1,
  'tramadol oral': 0.1,
  'tramadol injection': 0.2,
  'tapentadol oral': 0.4,
  'morphine oral': 1,
  'morphine rectal': 1,
  'morphine injection': 2,
  'oxycodone oral': 1.5,
  'oxycodone rectal': 1.5,
  'oxycodone injection': 3,
  'hydromorphone oral': 5,
  'hydromorphone injection': 12.5,
  'methadone oral': 3,
  'methadone injection': 3,
  'fentanyl transdermal': 100,
  'fentanyl buccal': 130,
  'fentanyl oromucosal': 130,
  'fentanyl nasal': 160,
  'fentanyl injection': 150,
  'buprenorphine transdermal': 100,
  'buprenorphine oromucosal': 60,
  'buprenorphine injection': 100,
  'diamorphine oral': 1,
  'diamorphine rectal': 1,
  'diamorphine injection': 3.3,
  'pethidine oral': 0.1,
  'pethidine injection': 0.24,
  'meptazinol oral': 0.03,
  'pentazocine oral': 0.37,
  'pentazocine injection': 0.37,
  'pentazocine rectal': 0.37,
  'dipipanone oral': 0.5,
  'dextromoramide oral': 2,
  'papaveretum injection': 0.67,
  'nalbuphine injection': 1,
}
const SEVEN_DAY_PATCHES = [5, 10, 15, 20, 25, 30, 40]
const ONCE_A_DAY = /^(MXL|Onexila XL) /
const TWICE_A_DAY = 2
const HOURS_A_DAY = 24
const MODIFIED_RELEASE = /modified-release| SR | XL |Continus|MXL|MST|Zomorph/

const opioids = listed.filter(({ factor }) => factor !== null)
const gabapentinoids = listed.filter(({ chemical }) => chemical.startsWith('0408010'))

function hoursWorn({ ingredient, strength }: Listed) {
  if (ingredient === 'fentanyl') return 72
  return SEVEN_DAY_PATCHES.includes(strength) ? 168 : 96
}

/** What the label says of strength, in the unit of the table: "10mg/5ml" is 2 for a liquid, the ampoule's whole for an injection. */
function strengthOnLabel({ name, unit, form }: Listed): number | undefined {
  const liquid = /([\d.]+) ?(mg|micrograms?)(?:\/| per )([\d.]*) ?ml/i.exec(name)
  if (liquid && form === 'oral' && unit === 'ml') {
    return mg(liquid[1]!, liquid[2]!) / (liquid[3] ? Number(liquid[3]) : 1)
  }
  if (liquid && form === 'injection') return mg(liquid[1]!, liquid[2]!)
  if (unit === 'patch') return Number(/([\d.]+) ?microgram/i.exec(name)?.[1])
  const solid = /([\d.]+) ?(mg|micrograms?)/i.exec(name)
  return solid ? mg(solid[1]!, solid[2]!) : undefined
}

const mg = (amount: string, unit: string) => (unit.startsWith('mg') ? Number(amount) : Number(amount) / 1000)

/** Labels on which the opioid is not the first strength, and Doloxene, whose 100 mg of a salt are 60 mg. */
const COMPOUNDS = {
  'Co-codamol 8mg/500mg/5ml oral solution': 1.6,
  'Co-codamol 30mg/500mg/5ml oral solution sugar free': 6,
  'Co-dydramol 10mg/500mg/5ml oral solution': 2,
  'Co-dydramol 10mg/500mg/5ml oral suspension': 2,
  'Eroset 500mg/10mg tablets': 10,
  'Co-proxamol 32.5mg/325mg/5ml oral suspension': 6.5,
  'Aspirin 500mg / Codeine 8mg dispersible tablets sugar free': 8,
  'Doloxene 100mg capsules': 60,
  'Ibuprofen 300mg modified-release / Codeine 20mg tablets': 20,
  'Ibuprofen 200mg / Codeine 12.8mg tablets': 12.8,
  'Boots Ibuprofen and Codeine 200mg/12.8mg tablets': 12.8,
}

describe('the equivalents of the reference table', () => {
  test('are 1,003 opioid and 101 gabapentinoid presentations', () => {
    expect([opioids.length, gabapentinoids.length, listed.length]).toEqual([1003, 101, 1104])
  })

  test('of every unit are strength × factor, of a patch over the hours it is worn', () => {
    for (const one of opioids) {
      const factor = PER_MG[`${one.ingredient} ${one.form}`]
      if (one.unit === 'patch') {
        expect(one.hoursWorn, one.name).toBe(hoursWorn(one))
        expect(one.mgOme, one.name).toBeCloseTo((one.strength / 1000) * hoursWorn(one) * factor!, 9)
      } else if (one.form === 'nasal') {
        expect(one.mgOme, one.name).toBeNull()
      } else {
        expect(one.hoursWorn, one.name).toBeNull()
        expect(one.mgOme, one.name).toBeCloseTo(one.strength * factor!, 9)
      }
    }
  })

  test('of a day are those of a patch worn all the time, of one tablet twice a day, or once for MXL and Onexila', () => {
    const longActing = opioids.filter(({ dailyMgOme }) => dailyMgOme !== null)
    for (const one of longActing) {
      const factor = PER_MG[`${one.ingredient} ${one.form}`]!
      const daily =
        one.unit === 'patch'
          ? (one.strength / 1000) * HOURS_A_DAY * factor
          : one.strength * factor * (ONCE_A_DAY.test(one.name) ? 1 : TWICE_A_DAY)
      expect(one.dailyMgOme, one.name).toBeCloseTo(daily, 6)
    }
    expect(longActing).toHaveLength(408)
    expect(opioids.filter(({ unit, dailyMgOme }) => unit === 'patch' && dailyMgOme === null)).toEqual([])
  })

  test('long-acting are patches and modified-release forms of six medicines alone', () => {
    const oral = opioids.filter(({ unit, dailyMgOme }) => unit !== 'patch' && dailyMgOme !== null)
    expect(new Set(oral.map(({ ingredient }) => ingredient))).toEqual(
      new Set(['morphine', 'oxycodone', 'tapentadol', 'hydromorphone']),
    )
    const immediate = /oral solution|oral drops|effervescent|Oramorph|Sevredol|OxyNorm|Shortec/
    expect(oral.filter(({ name }) => immediate.test(name)).map(({ name }) => name)).toEqual([])
    const missed = opioids.filter(
      ({ ingredient, name, dailyMgOme }) =>
        ['morphine', 'oxycodone', 'tapentadol', 'hydromorphone'].includes(ingredient) &&
        MODIFIED_RELEASE.test(name) &&
        dailyMgOme === null,
    )
    expect(missed.map(({ name }) => name)).toEqual([])
  })

  test('rest on the strengths that the labels say', () => {
    const said = opioids.map((one) => ({ one, label: strengthOnLabel(one) }))
    const readable = said.filter(({ label }) => label !== undefined && !Number.isNaN(label))
    const other = readable.filter(({ one, label }) => Math.abs(one.strength - label!) > 1e-6)
    expect(readable).toHaveLength(984)
    expect(Object.fromEntries(other.map(({ one }) => [one.name, one.strength]))).toEqual(COMPOUNDS)
  })

  test('of gabapentinoids are milligrams on the label, in defined daily doses of 300 and 1,800 mg', () => {
    for (const { code, name, chemical, unit, strength } of gabapentinoids) {
      const [, amount, , per] = /([\d.]+) ?mg(\/([\d.]*) ?ml)?/i.exec(name) ?? []
      const label = Number(amount) / (unit === 'ml' ? Number(per || 1) : 1)
      expect(strength, name).toBeCloseTo(label, 9)
      const dose = chemical === '0408010AE' ? 300 : 1800
      expect(presentationOf(code).gabapentinoid, name).toEqual({ mg: strength, ddd: strength / dose })
    }
  })

  test('agree with the shared reference of gabapentinoids', ({ skip }) => {
    if (!isShared) skip(ABSENT)
    const lines = readFileSync(`${SHARED}/reference/gabapentinoid_presentations.csv`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
    for (const line of lines) {
      const [code = '', , , , , mgPerUnit, , ddd] = line.split(',')
      expect(presentationOf(code).gabapentinoid, line).toEqual({
        mg: Number(mgPerUnit),
        ddd: Number(mgPerUnit) / Number(ddd),
      })
    }
    expect(lines).toHaveLength(101)
  })
})
