import { byKind } from '#lib/learning/shelf.ts'
import { listResources } from '#lib/programmes/catalogue.ts'
import { expect, test } from '../../support/test.ts'

test('the shelf is put in its kinds, each thing once, and nothing is headed that is not there', async () => {
  const resources = await listResources()
  const groups = byKind(resources)
  expect(groups.map(({ title }) => title)).toEqual([
    'Guidelines',
    'Evidence',
    'Tools',
    'Figures and data',
    'Leaflets',
    'Patients’ stories',
  ])
  expect(groups.flatMap((group) => group.resources)).toHaveLength(resources.length)
  expect(byKind(resources.filter(({ kind }) => kind === 'tool')).map(({ kind }) => kind)).toEqual(['tool'])
})
