import { recordRegister } from '#lib/attendance/commands.ts'
import { newCode } from '#lib/certificates/code.ts'
import { findCertificate, findCertificateOf, listOwnCertificates } from '#lib/certificates/queries.ts'
import { given } from '../../support/given.ts'
import { describe, expect, test } from '../../support/test.ts'
import { annsCaseStudy, at, PROGRAMME, review, TITLE } from '../case-studies/given.ts'

describe('an award', () => {
  test('freezes what the registers say on the day, and nothing later changes it', async ({ store }) => {
    const cast = await given.cohort(store)
    const { ann, ben, fran, rita, sessions } = cast
    const mark = (index: number, marks: Record<string, 'present' | 'absent'>) =>
      store.transact((tx) => recordRegister(tx, at(fran, '2026-10-01T09:00:00Z'), sessions[index]!.id, marks))
    await mark(0, { [ann.id]: 'present', [ben.id]: 'present' })
    await mark(1, { [ann.id]: 'present' })
    const id = await annsCaseStudy(store, cast, 'submitted')
    const code = await review(store, rita, id, 'accepted')
    await mark(2, { [ann.id]: 'present' })
    expect((await findCertificate(store.reader, code))?.facts).toEqual({
      name: 'Ann Example',
      profession: 'GP',
      organisation: 'South London Test Network',
      programme: PROGRAMME,
      cohort: 'Autumn 2026',
      startedOn: '2026-09-11',
      endedOn: '2027-03-31',
      sessionsAttended: 2,
      sessionsHeld: 3,
      taughtMinutes: 150 + 90,
      caseStudy: TITLE,
      submittedOn: '2026-11-03',
      acceptedOn: '2026-11-10',
      basis: expect.stringContaining('read and accepted by a reviewer'),
    })
  })

  test('is found by its code, by its case study and by its holder', async ({ store }) => {
    const cast = await given.cohort(store)
    const id = await annsCaseStudy(store, cast, 'accepted')
    const [own] = await listOwnCertificates(store.reader, cast.ann.id)
    expect(own).toMatchObject({ caseStudyId: id, status: 'valid' })
    expect(await findCertificateOf(store.reader, id)).toEqual(own)
    expect(await findCertificate(store.reader, own?.code.toLowerCase().replaceAll('-', ''))).toEqual(own)
    expect(await findCertificate(store.reader, newCode())).toBeUndefined()
    expect(await findCertificate(store.reader, undefined)).toBeUndefined()
    expect(await listOwnCertificates(store.reader, cast.ben.id)).toEqual([])
  })
})
