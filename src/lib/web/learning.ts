import type { APIContext } from 'astro'
import { markRead, recordAttempt, writeReflections } from '#lib/learning/commands.ts'
import { type Kept, learningForm } from '#lib/learning/forms.ts'
import { markCheck, type Question } from '#lib/learning/knowledge-check.ts'
import { type HowFar, howFar, partsOf } from '#lib/learning/parts-of.ts'
import { canKeepLearning } from '#lib/learning/policy.ts'
import { promptsOf } from '#lib/learning/prompts-of.ts'
import { type Attempt, listAttempts, listRead, listReflections } from '#lib/learning/queries.ts'
import { authorize } from './access.ts'
import { type Form, readForm } from './forms.ts'
import { redirectWithNotice } from './notices.ts'

/** A page of the content that somebody with an account learns from. */
interface TeachingPage {
  /** `toolkit/pdsa`, `opioid-stewardship/why-this-is-a-focus` */
  page: string
  address: string
  body: string
  readingMinutes: number
  questions: readonly Question[]
}

/** What the parts of a teaching page show of its reader; see `App.Locals`. */
export interface Desk {
  form: Form<Kept>
  read: ReadonlySet<string>
  attempts: readonly Attempt[]
  progress: HowFar
}

type Context = Pick<APIContext, 'request' | 'locals' | 'cookies' | 'redirect' | 'url'> & {
  response: { status?: number }
}

/**
 * Keeps what was done on a teaching page and answers where to go on, or lays out what its reader has kept there.
 * Someone without an account only reads.
 */
export async function learnFrom(context: Context, teaching: TeachingPage): Promise<Response | undefined> {
  const { locals, request } = context
  const { store, viewer } = locals
  if (!viewer.person && request.method !== 'POST') return undefined
  const by = authorize(context, canKeepLearning(viewer))
  const { page, address, body } = teaching
  const [allRead, attempts, written] = await Promise.all([
    listRead(store.reader, viewer.id),
    listAttempts(store.reader, viewer.id, page),
    listReflections(store.reader, viewer.id, page),
  ])
  const parts = partsOf(body, teaching.readingMinutes)
  const prompts = promptsOf(body)
  const form = await readForm(context, learningForm, initialOf(written))
  const saved = await form.save((kept) => {
    const reflections = [...prompts].map(([prompt, promptText]) => ({
      prompt,
      promptText,
      text: kept.reflections[prompt] ?? '',
      shared: kept.shared[prompt] === 'on',
    }))
    const marked = markCheck(teaching.questions, new URLSearchParams(kept.answers))
    const [what, item] = kept.do.split(':')
    return store.transact(async (tx) => {
      const changed = await writeReflections(tx, by, page, reflections)
      if (item && parts.some(({ id }) => id === item)) await markRead(tx, by, page, item)
      const attempt = what === 'check' ? await recordAttempt(tx, by, page, marked) : undefined
      return { what, item, changed, attempt }
    })
  })
  if (saved) {
    const { what, item, changed, attempt } = saved.result
    if (what === 'read') return context.redirect(`${address}#read-${item}`, 303)
    if (attempt) return context.redirect(`${address}#check`, 303)
    const nothing = what === 'check' ? 'Choose an answer first. Nothing was checked' : 'Nothing was different'
    return redirectWithNotice(context, address, changed > 0 ? 'What you wrote is kept' : nothing)
  }
  const read = new Set(allRead.flatMap((mark) => (mark.page === page ? [mark.item] : [])))
  locals.desk = { form, read, attempts, progress: howFar(parts, read) }
  return undefined
}

function initialOf(written: readonly { prompt: string; text: string; sharedAt: Date | null }[]) {
  return Object.fromEntries(
    written.flatMap(({ prompt, text, sharedAt }) => [
      [`reflections.${prompt}`, text],
      [`shared.${prompt}`, sharedAt ? 'on' : ''],
    ]),
  )
}
