import { z } from 'zod'
import { Refusal } from '#lib/refusal.ts'
import { readForm } from '#lib/web/forms.ts'
import { ISSUED, UNISSUED } from '../../support/nhs-numbers.ts'
import { describe, expect, test } from '../../support/test.ts'

function posted(fields: [string, string][] | FormData | string, headers: Record<string, string> = {}) {
  const body = typeof fields === 'string' || fields instanceof FormData ? fields : new URLSearchParams(fields)
  return {
    request: new Request('http://localhost/', { method: 'POST', body, headers }),
    locals: { warnings: [] as string[] } as unknown as App.Locals,
    response: {} as { status?: number },
  }
}
const opened = () => ({
  request: new Request('http://localhost/'),
  locals: { warnings: [] } as unknown as App.Locals,
  response: {} as { status?: number },
})
const noteForm = z.object({ note: z.string().min(3, 'Write at least three characters') })

describe('a form', () => {
  test('that is only opened holds what it starts with and complains about nothing', async () => {
    const form = await readForm(opened(), noteForm, { note: 'before' })
    expect([form.submitted, form.value('note'), form.mistakes]).toEqual([false, 'before', []])
    expect(await form.save(async () => 'saved')).toBeUndefined()
  })

  test('that is right is saved', async () => {
    const form = await readForm(posted([['note', 'fine']]), noteForm)
    expect(await form.save(async ({ note }) => note.toUpperCase())).toEqual({ result: 'FINE' })
  })

  test('that is wrong answers 422, says why, and keeps what was typed', async () => {
    const context = posted([['note', 'x']])
    const form = await readForm(context, noteForm, { note: 'before' })
    expect(await form.save(async () => 'never')).toBeUndefined()
    expect([context.response.status, form.mistake('note'), form.value('note')]).toEqual([
      422,
      'Write at least three characters',
      'x',
    ])
  })

  test('shows what only the store could refuse in the same place', async () => {
    const context = posted([['note', 'fine']])
    const form = await readForm(context, noteForm)
    await form.save(async () => {
      throw new Refusal('note', 'Somebody was quicker')
    })
    expect([context.response.status, form.mistake('note')]).toEqual([422, 'Somebody was quicker'])
  })

  test('lets a fault be a fault', async () => {
    const form = await readForm(posted([['note', 'fine']]), noteForm)
    await expect(
      form.save(async () => {
        throw new TypeError('bug')
      }),
    ).rejects.toThrow('bug')
  })

  test('reads dotted names as groups and repeated names as lists', async () => {
    const schema = z.object({ marks: z.record(z.string(), z.string()), who: z.array(z.string()) })
    const form = await readForm(
      posted([
        ['marks.a', 'present'],
        ['marks.b', 'absent'],
        ['who', '1'],
        ['who', '2'],
      ]),
      schema,
    )
    expect(await form.save(async (data) => data)).toEqual({
      result: { marks: { a: 'present', b: 'absent' }, who: ['1', '2'] },
    })
  })

  test.each(['__proto__.polluted', 'constructor.prototype.polluted', 'a.__proto__.polluted'])(
    'is not fooled by a field named %s',
    async (name) => {
      await readForm(
        posted([
          [name, 'yes'],
          ['note', 'fine'],
        ]),
        noteForm,
      )
      expect(({} as { polluted?: string }).polluted).toBeUndefined()
    },
  )

  test.each([
    ['JSON', '{"note":"fine"}', 'application/json'],
    ['nothing at all', '', 'text/plain'],
    ['a broken upload', 'xx', 'multipart/form-data; boundary=--'],
  ])('made of %s is refused whole: it never passes for an empty form', async (_, body, type) => {
    const form = await readForm(
      posted(body, { 'content-type': type }),
      z.object({ note: z.string().optional() }),
    )
    expect(form.mistake('form')).toContain('could not be read')
    expect(await form.save(async () => 'never')).toBeUndefined()
  })
})

describe('the guard at every form', () => {
  test('refuses an NHS number in any field, also one that no schema knows', async () => {
    const form = await readForm(
      posted([
        ['note', 'fine'],
        ['other', `see ${ISSUED}`],
      ]),
      noteForm,
    )
    expect(await form.save(async () => 'never')).toBeUndefined()
    expect(form.mistake('other')).toContain('looks like an NHS number')
    expect(form.mistake('other')).not.toContain(ISSUED)
  })

  test('refuses one in the name of a file', async () => {
    const body = new FormData()
    body.set('note', 'fine')
    body.set('file', new File(['x'], `${ISSUED}.csv`))
    expect((await readForm(posted(body), noteForm)).mistake('file')).toContain('NHS number')
  })

  test('asks about ten digits that only check, and takes a tick for an answer', async () => {
    const asked = await readForm(posted([['note', `order ${UNISSUED}`]]), noteForm)
    expect([asked.asks, await asked.save(async () => 'never')]).toEqual([true, undefined])
    const confirmed = await readForm(
      posted([
        ['note', `order ${UNISSUED}`],
        ['noPatientIdentifier', 'on'],
      ]),
      noteForm,
    )
    expect(await confirmed.save(async () => 'saved')).toEqual({ result: 'saved' })
  })

  test('takes no tick for an NHS number that was issued', async () => {
    const form = await readForm(
      posted([
        ['note', ISSUED],
        ['noPatientIdentifier', 'on'],
      ]),
      noteForm,
    )
    expect(await form.save(async () => 'never')).toBeUndefined()
  })

  test('never looks at a password and never shows one again', async () => {
    const form = await readForm(
      posted([
        ['note', 'fine'],
        ['newPassword', ISSUED],
      ]),
      noteForm,
    )
    expect([form.mistakes, form.value('newPassword')]).toEqual([[], ''])
  })

  test('that may have been sent before is refused with a question, keeps what was typed and saves nothing', async () => {
    const context = posted([
      ['note', 'fine'],
      ['once', 'a'.repeat(32)],
    ])
    context.locals.once = { key: 'b'.repeat(32), meant: true, asks: 'Once more?' }
    const form = await readForm(context, z.strictObject({ note: z.string() }))
    expect(await form.save(async () => 'never')).toBeUndefined()
    expect([context.response.status, form.mistake('form'), form.value('note')]).toEqual([
      422,
      'Once more?',
      'fine',
    ])
  })
})
