import { describe, expect, test } from 'vitest'
import { draftForm, reviewForm, startForm, submissionForm } from '#lib/case-studies/forms.ts'

const projects = [{ id: 'p1' }]
const messages = (result: { error?: { issues: { path: PropertyKey[]; message: string }[] } }) =>
  result.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('starting', () => {
  test('takes a title and one of the author’s own projects, or none', () => {
    expect(startForm(projects).parse({ title: ' Tapering ', projectId: 'p1' })).toEqual({
      title: 'Tapering',
      projectId: 'p1',
    })
    expect(startForm(projects).parse({ title: 'Tapering', projectId: '' }).projectId).toBeNull()
    expect(startForm([]).parse({ title: 'Tapering' }).projectId).toBeNull()
  })

  test.each([
    [{ title: '' }, ['title: Enter a title']],
    [{ title: 'x'.repeat(121) }, ['title: Title must be 120 characters or fewer']],
    [{ title: 'Tapering', projectId: 'someone-elses' }, ['projectId: Select one of your projects']],
  ])('refuses %o', (typed, expected) => {
    expect(messages(startForm(projects).safeParse(typed))).toEqual(expected)
  })
})

describe('a draft', () => {
  test('is saved however incomplete', () => {
    expect(draftForm([]).parse({})).toMatchObject({
      title: '',
      projectId: null,
      use: [],
      sections: { aim: '', results: '' },
    })
    expect(draftForm([]).parse({ sections: { aim: ' Fewer \r\n starts ' }, use: 'aim' })).toMatchObject({
      sections: { aim: 'Fewer \n starts' },
      use: ['aim'],
    })
    expect(draftForm([]).parse({ use: ['aim', 'tests'] }).use).toEqual(['aim', 'tests'])
  })

  test('has no section that is not ours', () => {
    expect(draftForm([]).parse({ sections: { invented: 'x' } }).sections).not.toHaveProperty('invented')
  })

  test('is refused where it is too long, with the section named', () => {
    const typed = { title: 'x'.repeat(121), sections: { aim: 'x'.repeat(1001), tests: 'x'.repeat(6000) } }
    expect(messages(draftForm([]).safeParse(typed))).toEqual([
      'title: Title must be 120 characters or fewer',
      'sections.aim: Aim must be 1000 characters or fewer',
    ])
  })
})

test('submitting needs the declaration', () => {
  expect(messages(submissionForm.safeParse({}))).toEqual([
    'declaration: Confirm that nothing in it identifies a patient',
  ])
  expect(submissionForm.safeParse({ declaration: 'on' }).success).toBe(true)
})

describe('a review', () => {
  test.each([
    [{ submission: 's', decision: 'accepted' }, undefined],
    [{ submission: 's', decision: 'returned', comments: 'Say more' }, undefined],
    [
      { submission: 's', decision: 'returned', comments: ' ' },
      ['comments: Say what to change before it can be accepted'],
    ],
    [{ submission: 's', comments: 'Say more' }, ['decision: Select whether you accept it or return it']],
    [{ submission: 's', decision: 'burnt' }, ['decision: Select whether you accept it or return it']],
    [{ decision: 'accepted' }, ['submission: Read the case study again before you decide']],
  ])('of %o', (typed, expected) => {
    expect(messages(reviewForm.safeParse(typed))).toEqual(expected)
  })
})
