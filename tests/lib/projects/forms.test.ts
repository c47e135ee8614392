import { aimForm, projectForm, teamForm } from '#lib/projects/forms.ts'
import { mistakesOf } from '../../support/mistakes.ts'
import { describe, expect, test } from '../../support/test.ts'

describe('the form of a project', () => {
  const form = projectForm(['Starting well', 'Making it last'])

  test('takes a title, a focus area of the programme and a problem', () => {
    expect(
      form.parse({ title: ' Reviews ', focusArea: 'Starting well', problem: 'Nobody\r\nknows' }),
    ).toEqual({
      title: 'Reviews',
      focusArea: 'Starting well',
      problem: 'Nobody\nknows',
    })
  })

  test('says what is missing', () => {
    expect(mistakesOf(form, { title: '', focusArea: 'Winning', problem: ' ' })).toEqual({
      title: 'Enter a title',
      focusArea: 'Select a focus area',
      problem: 'Describe the problem',
    })
  })
})

describe('the form of an aim', () => {
  const form = aimForm('2026-11-22')
  const typed = {
    change: 'Reviews',
    fromValue: '20',
    toValue: '80',
    unit: '%',
    byWhen: { day: '31', month: '3', year: '2027' },
    forWhom: 'adults',
  }

  test.each([
    [{}, { fromValue: 20, toValue: 80, byWhen: '2027-03-31' }],
    [{ fromValue: '' }, { fromValue: null }],
    [{ toValue: '1,200.5', unit: 'items' }, { toValue: 1200.5 }],
    [{ toValue: '100' }, { toValue: 100 }],
    [{ toValue: '0' }, { toValue: 0 }],
  ])('%# takes numbers and a day as people type them', (change, read) => {
    expect(form.parse({ ...typed, ...change })).toMatchObject(read)
  })

  test.each([
    [{ change: '' }, { change: 'Say what will change' }],
    [{ fromValue: 'few' }, { fromValue: 'Value today must be a number, like 12 or 3.5' }],
    [{ toValue: '' }, { toValue: 'Enter the value you aim for' }],
    [{ toValue: 'most' }, { toValue: 'Value you aim for must be a number, like 12 or 3.5' }],
    [{ toValue: '20' }, { toValue: 'The value you aim for must differ from the value today' }],
    [{ unit: '' }, { unit: 'Enter a unit' }],
    [
      { fromValue: '101', toValue: '120', unit: '% of reviews' },
      {
        fromValue: 'The value today must be 100 or less, because it is a percentage',
        toValue: 'The value you aim for must be 100 or less, because it is a percentage',
      },
    ],
    [{ byWhen: {} }, { byWhen: 'Enter the date you aim for' }],
    [
      { byWhen: { day: '22', month: '11', year: '2026' } },
      { byWhen: 'The date you aim for must be 23 November 2026 or later' },
    ],
    [
      { byWhen: { day: '1', month: '1', year: '2062' } },
      { byWhen: expect.stringMatching(/^The date you aim for must be .* 2031 or earlier$/) },
    ],
    [
      { byWhen: { day: '30', month: '2', year: '2027' } },
      { byWhen: 'The date you aim for must be a real date, like 7 10 2026' },
    ],
    [{ forWhom: '' }, { forWhom: 'Say for whom' }],
  ])('%# refuses what is no aim', (change, said) => {
    expect(mistakesOf(form, { ...typed, ...change })).toEqual(said)
  })
})

describe('the form of a team', () => {
  const form = teamForm(['ben', 'cara'])

  test.each([
    [{ nobody: 'on' }, []],
    [{ team: 'ben' }, ['ben']],
    [{ team: ['ben', 'cara'] }, ['ben', 'cara']],
  ])('%# reads nobody, one and several', (typed, team) => {
    expect(form.parse(typed)).toMatchObject({ team })
  })

  test('needs a tick, for nobody as well, and not for both', () => {
    expect(mistakesOf(form, {})).toEqual({
      team: 'Select who works on it with you, or “Nobody else for now”',
    })
    expect(mistakesOf(form, { team: 'ben', nobody: 'on' })).toEqual({
      team: 'Select people or “Nobody else for now”, not both',
    })
  })

  test.each([[{ team: 'olive' }], [{ team: ['ben', 'olive'] }]])(
    '%# takes nobody from outside the cohort',
    (typed) => {
      expect(Object.values(mistakesOf(form, typed))).toEqual(['Select people from this cohort'])
    },
  )
})
