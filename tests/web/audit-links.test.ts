import type { Named } from '#lib/audit/names.ts'
import type { Ref } from '#lib/audit/telling.ts'
import { viewerFrom } from '#lib/auth/viewer.ts'
import { hrefOf } from '#lib/web/audit-links.ts'
import { expect, test } from '../support/test.ts'

const facts = {
  person: { id: 'ada', name: 'Ada', email: 'ada@example.org' },
  memberOf: [],
  reviewerOf: [],
  practices: [],
}
const admin = viewerFrom({ ...facts, facilitatorOf: [], admin: true })
const both = viewerFrom({ ...facts, facilitatorOf: ['c'], admin: true })
const inCohort = { name: 'x', cohortId: 'c' }

test.each<[Ref['thing'], Named, string | undefined, string | undefined]>([
  ['person', { name: 'x' }, '/admin/audit?person=i', '/admin/audit?person=i'],
  ['session', inCohort, '/cohorts/c/plan', '/sessions/i'],
  ['project', inCohort, undefined, '/projects/i'],
  ['measure', inCohort, undefined, '/measures/i'],
  ['cycle', inCohort, undefined, '/cycles/i'],
  ['case study', inCohort, undefined, '/case-studies/i'],
  ['application', inCohort, undefined, '/cohorts/c/applications/i'],
  ['application', { ...inCohort, noPage: true }, undefined, undefined],
  ['promise', { ...inCohort, code: 'a' }, undefined, '/cohorts/c/applications/a'],
  ['certificate', { name: 'x', code: 'CODE' }, '/certificates/CODE', '/certificates/CODE'],
  ['practice', { name: 'x' }, '/practices/i', '/practices/i'],
  ['network', { name: 'x' }, '/practices/networks/i', '/practices/networks/i'],
  ['import', { name: 'x' }, '/prescribing/imports/i', '/prescribing/imports/i'],
  ['import run', { name: 'x' }, '/prescribing/imports/runs/i', '/prescribing/imports/runs/i'],
  ['letter', { name: 'x' }, '/admin/outbox', '/admin/outbox'],
  ['programme', { name: 'x' }, '/programmes/i', '/programmes/i'],
])('a %s is a link only for whoever may open it', (thing, named, forAdmin, forBoth) => {
  expect([hrefOf({ thing, id: 'i' }, named, admin), hrefOf({ thing, id: 'i' }, named, both)]).toEqual([
    forAdmin,
    forBoth,
  ])
})

test('a cohort leads to its plan, or to its programme for those who run it', () => {
  const cohort = { thing: 'cohort', id: 'c' } as const
  expect(hrefOf(cohort, inCohort, admin)).toBe('/cohorts/c/plan')
  expect(hrefOf(cohort, inCohort, both)).toBe('/cohorts/c')
})

test.each([
  ['toolkit/pdsa', '/toolkit/pdsa'],
  ['resources/fpm', '/resources#fpm'],
  ['opioid-stewardship/testing', '/programmes/opioid-stewardship/sessions/testing'],
])('the page %s leads to %s', (id, href) => {
  expect(hrefOf({ thing: 'page', id }, { name: 'x' }, admin)).toBe(href)
})
