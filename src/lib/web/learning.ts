import type { APIContext } from 'astro'
import { compare, marksOf, marksSent, marksToSend } from '#lib/drawn.ts'
import {
  dropBookmark,
  keepBookmark,
  markRead,
  recordAttempt,
  writeReflections,
} from '#lib/learning/commands.ts'
import { type Kept, learningForm } from '#lib/learning/forms.ts'
import { hasNewAnswers, markCheck, type Question } from '#lib/learning/knowledge-check.ts'
import { type HowFar, howFar, partsOf } from '#lib/learning/parts-of.ts'
import { canKeepLearning } from '#lib/learning/policy.ts'
import { promptsOf } from '#lib/learning/prompts-of.ts'
import { type Attempt, hasBookmark, listAttempts, listRead, listReflections } from '#lib/learning/queries.ts'
import { boxesOf, keptAsWritten, type Written } from '#lib/learning/written.ts'
import { markOf } from '#lib/mark.ts'
import { authorize } from './access.ts'
import { type Form, readForm } from './forms.ts'
import { redirectWithNotice } from './notices.ts'

/** Among the marks of what a form was drawn from: the last go at the check. */
const LAST_GO = 'last-go'

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
  /** Marks of the texts that the form is drawn from. */
  drawn: string
  /** What is kept at a prompt now. */
  kept: ReadonlyMap<string, Written>
  /** Prompts at which another tab has kept something else meanwhile. */
  clashes: readonly string[]
  read: ReadonlySet<string>
  attempts: readonly Attempt[]
  progress: HowFar
  bookmarked: boolean
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
  const [allRead, attempts, written, bookmarked] = await Promise.all([
    listRead(store.reader, viewer.id),
    listAttempts(store.reader, viewer.id, page),
    listReflections(store.reader, viewer.id, page),
    hasBookmark(store.reader, viewer.id, page),
  ])
  const parts = partsOf(body, teaching.readingMinutes)
  const prompts = promptsOf(body)
  const form = await readForm(context, learningForm, initialOf(keptAsWritten(written)))
  const drawn = Object.fromEntries(marksSent(form.value('drawn')))
  const saved = await form.save((kept) => {
    const texts = writtenIn(prompts, (prompt) => kept.reflections[prompt], kept.shared)
    const marked = markCheck(teaching.questions, new URLSearchParams(kept.answers))
    const [what, item] = kept.do.split(':')
    return store.transact(async (tx) => {
      const changed = await writeReflections(tx, by, page, texts, drawn)
      if (item && parts.some(({ id }) => id === item)) await markRead(tx, by, page, item)
      if (what === 'mark') await keepBookmark(tx, by, page)
      if (what === 'unmark') await dropBookmark(tx, by, page)
      const isCheck = what === 'check' || hasNewAnswers(marked, attempts[0]?.answers ?? [])
      const attempt = isCheck ? await recordAttempt(tx, by, page, marked, drawn[LAST_GO] ?? '') : undefined
      return { what, item, changed, attempt }
    })
  })
  if (saved) {
    const { what, item, changed, attempt } = saved.result
    if (what === 'read') return context.redirect(`${address}#read-${item}`, 303)
    if (what === 'mark')
      return redirectWithNotice(context, address, 'Marked. You find it under Your learning')
    if (what === 'unmark') return redirectWithNotice(context, address, 'The mark is taken away')
    if (attempt) return context.redirect(`${address}#check`, 303)
    const nothing =
      what === 'check'
        ? 'Choose an answer first. Nothing was checked'
        : 'Nothing was different. What is here is kept'
    return redirectWithNotice(context, address, changed > 0 ? 'What you wrote is kept' : nothing)
  }
  const now = form.submitted ? await listReflections(store.reader, viewer.id, page) : written
  const read = new Set(allRead.flatMap((mark) => (mark.page === page ? [mark.item] : [])))
  locals.desk = {
    ...drawAgain(form, prompts, { ...drawn, [LAST_GO]: markOf(attempts[0]?.id) }, keptAsWritten(now)),
    read,
    attempts,
    progress: howFar(parts, read),
    bookmarked,
  }
  return undefined
}

/** What a form holds at the prompts of a page. One that was not sent is left alone. */
const writtenIn = (
  prompts: ReadonlyMap<string, string>,
  textAt: (prompt: string) => string | undefined,
  shared: Readonly<Record<string, string | undefined>>,
): Written[] =>
  [...prompts].flatMap(([prompt, promptText]) => {
    const text = textAt(prompt)
    return text === undefined ? [] : [{ prompt, promptText, text, shared: shared[prompt] === 'on' }]
  })

/** The form as it is shown: what this tab has not touched as it is kept now, and what both touched told apart. */
function drawAgain(
  form: Form<Kept>,
  prompts: ReadonlyMap<string, string>,
  drawn: Readonly<Record<string, string>>,
  kept: readonly Written[],
): Pick<Desk, 'form' | 'drawn' | 'kept' | 'clashes'> {
  const stored = boxesOf(kept)
  const byPrompt = new Map(kept.map((one) => [one.prompt, one]))
  if (!form.submitted)
    return { form, drawn: marksToSend({ ...drawn, ...marksOf(stored) }), kept: byPrompt, clashes: [] }
  const shared = Object.fromEntries([...prompts.keys()].map((id) => [id, form.value(`shared.${id}`)]))
  const typed = writtenIn(prompts, (prompt) => form.values(`reflections.${prompt}`)[0], shared)
  const { clashes, newer } = compare(boxesOf(typed), drawn, stored)
  const fresh = initialOf(kept.filter(({ prompt }) => newer.includes(prompt)))
  const isNewer = (name: string) => newer.some((id) => [`reflections.${id}`, `shared.${id}`].includes(name))
  const moved = Object.fromEntries([...clashes, ...newer].map((id) => [id, stored[id]]))
  return {
    form: { ...form, value: (name) => (isNewer(name) ? (fresh[name] ?? '') : form.value(name)) },
    drawn: marksToSend({ ...drawn, ...marksOf(moved) }),
    kept: byPrompt,
    clashes,
  }
}

function initialOf(written: readonly Written[]): Record<string, string> {
  return Object.fromEntries(
    written.flatMap(({ prompt, text, shared }) => [
      [`reflections.${prompt}`, text],
      [`shared.${prompt}`, shared ? 'on' : ''],
    ]),
  )
}
