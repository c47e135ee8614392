import { describe, expect, test } from 'vitest'
import { mayNamePerson } from '#lib/identifiers/file-names.ts'
import { ISSUED, TEST_RANGE, UNISSUED } from '../../support/nhs-numbers.ts'

const [three, more, last] = [ISSUED.slice(0, 3), ISSUED.slice(3, 6), ISSUED.slice(6)]

describe('the name of a file', () => {
  test.for([
    `${ISSUED}.csv`,
    `list ${three} ${more} ${last}.csv`,
    `list%20${three}%20${more}%20${last}.csv`,
    `list+${three}+${more}+${last}.csv`,
    `%3${ISSUED[0]}${ISSUED.slice(1)}.csv`,
    `${UNISSUED}.csv`,
  ])('may name a person: %s', (name) => expect(mayNamePerson(name)).toBe(true))

  test.for(['EPD_SNOMED_202608.csv', 'gp-reg-pat-prac-all.csv', '100%.csv', `${TEST_RANGE}.csv`])(
    'names nobody: %s',
    (name) => expect(mayNamePerson(name)).toBe(false),
  )
})
