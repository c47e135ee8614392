import { describe, expect, test } from 'vitest'
import { cell, changed, EPD, fixture, inPieces, reading } from './files.ts'

/** Valid by checksum and range, in pieces so that no scanner of repositories takes it for a person's. */
const NHS_NUMBER = ['401', '023', '2137'].join('')
const problemOf = async (text: string) => (await reading(text)).problems[0]

describe('patient data', () => {
  test.each([
    'NHS_NUMBER',
    'nhs number',
    'NHSNumber',
    'NHS No',
    'PATIENT_NAME',
    'Patient ID',
    'Surname',
    'first name',
    'Date of birth',
    'DOB',
    'PATIENT_DOB',
    'Hospital Number',
    'NHS Number (formatted)',
    'NHS#',
    'NHS_NUMBER_OF_PATIENT',
    'Patient No.',
    'Patient Details',
    'Unique Patient Identifier',
    'First name(s)',
    'Full name',
    'Initials',
    'EMIS Number',
    'CHI',
    'Year of birth',
    'Address of patient',
  ])('does not come in under the heading %s', async (heading) => {
    const problem = await problemOf(fixture(EPD).replace('ADDRESS_4', heading))
    expect([problem?.code, problem?.line]).toEqual(['patient_data', 1])
    expect(problem?.message).toMatch(/never takes patient data/)
  })

  test('is refused in files of every kind', async () => {
    expect((await problemOf('Name,Drug,NHS number\nx,y,z\n'))?.code).toBe('patient_data')
  })

  test.each([NHS_NUMBER, '401 023 2137', '401-023-2137', ` ${NHS_NUMBER} `])(
    'is refused when a cell is an NHS number, and the message names the place but not the number',
    async (number) => {
      const problem = await problemOf(changed(EPD, { 6: cell('ADDRESS_3', number) }))
      expect(problem).toMatchObject({ code: 'patient_data', line: 6, column: 'ADDRESS_3' })
      expect(problem?.message).not.toMatch(/401|2137/)
    },
  )

  test('is refused behind a space that does not break, as older files write it', async () => {
    const text = changed(EPD, { 6: cell('ADDRESS_3', `\u00a0${NHS_NUMBER}`) })
    const problems = (await reading(inPieces(Buffer.from(text, 'latin1')))).problems
    expect(problems[0]).toMatchObject({ code: 'patient_data', line: 6, column: 'ADDRESS_3' })
  })

  test('is looked for in columns that no layout has', async () => {
    const more = fixture(EPD)
      .trim()
      .split('\n')
      .map((line, index) => `${line},${index === 0 ? 'MORE' : NHS_NUMBER}`)
    expect(await problemOf(more.join('\n'))).toMatchObject({ code: 'patient_data', line: 2, column: 'MORE' })
  })

  test.each([
    ['among words', 'Mr Smith 401 023 2137'],
    ['behind its name', `NHS:${NHS_NUMBER}`],
    ['as a spreadsheet keeps text', `'${NHS_NUMBER}`],
    ['as a formula', `=${NHS_NUMBER}`],
    ['as a number with a decimal', `${NHS_NUMBER}.0`],
    ['before a space that does not break', `${NHS_NUMBER}\u00a0`],
    ['of a range that is not issued', ['943', '476', '5919'].join(' ')],
    ['of the range for tests', ['999', '000', '0018'].join('')],
  ])('is refused when a number stands %s', async (_, text) => {
    const problem = await problemOf(changed(EPD, { 6: cell('ADDRESS_3', text) }))
    expect(problem).toMatchObject({ code: 'patient_data', line: 6, column: 'ADDRESS_3' })
  })

  test.each(['PATIENT_COUNT', 'NUMBER_OF_PATIENTS_AGED_65', 'SEX', 'AGE', 'PRACTICE_FULL_ADDRESS', 'CHIEF'])(
    'is not seen in the heading %s',
    async (heading) => {
      expect((await reading(fixture(EPD).replace('ADDRESS_4', heading))).refused).toBe(false)
    },
  )

  test.each([
    ['SNOMED_CODE', NHS_NUMBER],
    ['ADDRESS_3', '4010232138'],
    ['ADDRESS_3', '01234567890'],
    ['PRACTICE_NAME', 'DR SMITH AND PARTNERS'],
  ])('is not seen in %s "%s"', async (column, value) => {
    expect((await reading(changed(EPD, { 6: cell(column, value) }))).refused).toBe(false)
  })

  test('is never repeated in a message about something else', async () => {
    const problem = await problemOf(changed(EPD, { 6: cell('PRACTICE_CODE', NHS_NUMBER) }))
    expect(problem?.code).toBe('bad_practice_code')
    expect(problem?.message).not.toContain(NHS_NUMBER)
  })

  test.each([
    ['ITEMS', `${NHS_NUMBER}.5`],
    ['ITEMS', `-${NHS_NUMBER}`],
    ['TOTAL_QUANTITY', NHS_NUMBER],
    ['YEAR_MONTH', '4010\u0001232137'],
  ])('is not repeated when it stands in %s as %s', async (heading, value) => {
    const { problems, refused } = await reading(changed(EPD, { 6: cell(heading, value) }))
    expect(refused).toBe(true)
    expect(JSON.stringify(problems)).not.toMatch(/4010|2137/)
    expect(JSON.stringify(problems)).toContain('(not shown)')
  })

  test('is not repeated from a heading', async () => {
    const heading = await problemOf(fixture(EPD).replace('ADDRESS_4', `${NHS_NUMBER} DOB`))
    expect(heading).toMatchObject({ code: 'patient_data', column: '(not shown)' })
    const text = changed(EPD, { 6: cell('ADDRESS_4', NHS_NUMBER) }).replace('ADDRESS_4', NHS_NUMBER)
    const problem = await problemOf(text)
    expect(problem).toMatchObject({ code: 'patient_data', line: 6, column: '(not shown)' })
    expect(JSON.stringify([heading, problem])).not.toContain(NHS_NUMBER)
  })

  test('NUMBER_OF_PATIENTS is no patient data', async () => {
    expect((await reading(fixture('gp-reg-pat-prac-all.csv'))).refused).toBe(false)
  })
})
