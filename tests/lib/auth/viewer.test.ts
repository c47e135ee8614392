import { findViewer } from '#lib/auth/queries.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'

describe('a viewer', () => {
  test('is a participant by membership and staff by grant', async ({ store }) => {
    const { ann, fran, rita, ada, olive, cohortId } = await given.cohort(store)
    const viewers = await Promise.all(
      [ann, fran, rita, ada, olive].map((person) => findViewer(store.reader, person.id)),
    )
    const roles = viewers.map((viewer) =>
      (['participant', 'facilitator', 'reviewer', 'admin'] as const).filter((role) => viewer?.is(role)),
    )
    expect(roles).toEqual([['participant'], ['facilitator'], ['reviewer'], ['admin'], []])
    expect(viewers[0]?.practices).toEqual(['Z98001'])
    expect(viewers[1]?.facilitates(cohortId)).toBe(true)
    expect(viewers[3]?.facilitates(cohortId)).toBe(false)
    expect(await findViewer(store.reader, 'gone')).toBeUndefined()
  })
})
