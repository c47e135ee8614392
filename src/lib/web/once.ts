import { randomBytes } from 'node:crypto'
import type { APIContext } from 'astro'
import type { Store } from '#db/store.ts'
import { digestOf } from '#lib/auth/secrets.ts'
import { inLetters } from '#lib/mark.ts'
import { noteFault } from './faults.ts'
import { KEY, MEANT } from './forms.ts'
import { redirectWithNotice } from './notices.ts'
import { routes } from './routes.ts'
import {
  findLastSaved,
  findSavedForm,
  forgetSavedForm,
  keepAnswer,
  keepSavedForm,
  type Pressed,
} from './saved-forms.ts'

/** Letters alone: the guard against NHS numbers reads every field. */
const KEY_LOOKS = /^[a-p]{32}$/
const PASSWORD = /password/i
/** Stands for the secret of an address in what is kept of an answer: of secrets only digests are kept. */
const SECRET = '[secret]'

const ASKED = {
  'other words':
    'You have sent this form before, with something else in it, and that was saved. To save this as well, press the button again',
  'same words':
    'Exactly this was saved from here within the last hour. To do it a second time, press the button again',
}
const SAVED_BEFORE = 'What you sent had been saved already. Nothing was done twice'

/** What the form of a page that does something once is drawn with; see `App.Locals`. */
export interface Once {
  key: string
  /** Its sender was asked whether they mean it. */
  meant: boolean
  /** What its sender is asked before anything is saved. */
  asks?: string
  /** Where an earlier one led: of the same form, or a moment ago from the same place. */
  ledTo?: string
  /** What the answer says when it leads on. */
  notice?: string
}

type Context = Pick<
  APIContext,
  'request' | 'locals' | 'url' | 'params' | 'routePattern' | 'cookies' | 'redirect'
>

interface Sending extends Pressed {
  key: string
  meant: boolean
  /** What is written from now on belongs to this form; no longer when it is answered. */
  open: boolean
  kept: boolean
}

/** Thrown where only the unique key could tell that another process has saved the same form. */
class SavedMeanwhile extends Error {}

/**
 * One intention happens once. Where the table of routes says so, the form of a page is drawn with a key, and the key is
 * stored in the transaction of what the form does. The same form with the same words again, by a second press, by “Back”
 * or by a browser that sends again, is answered as it was the first time; with other words it is asked about.
 */
export async function once(context: Context, next: () => Promise<Response>): Promise<Response> {
  const { locals, request, routePattern } = context
  const { posts } = routes[routePattern] ?? {}
  if (posts !== 'once' && posts !== 'makes') return next()
  const sending = request.method === 'POST' ? await readSending(context, posts) : undefined
  if (sending) return inTurn(sending.id, () => answer(context, sending, next))
  locals.once = { key: newKey(), meant: false, ...(posts === 'makes' && (await earlierFrom(context))) }
  return next()
}

const newKey = () => inLetters(randomBytes(16).toString('hex'))

/** Who sends from where, and whether they can be told from everybody else. */
function senderOf({ locals, url, params }: Context) {
  const { person } = locals.viewer
  const isKnown = person !== undefined || params['secret'] !== undefined
  return { isKnown, where: `${person?.id ?? ''} ${url.pathname}${url.search}` }
}

/** “Back” draws the page anew, with what was typed and another key: only a word on the page can help. */
async function earlierFrom(context: Context) {
  const { isKnown, where } = senderOf(context)
  const last = isKnown && (await findLastSaved(context.locals.store.reader, digestOf(where), new Date()))
  if (!last || last.ledTo === null || last.ledTo === context.url.pathname) return {}
  return { ledTo: withSecret(context, last.ledTo) }
}

async function readSending(context: Context, posts: 'once' | 'makes'): Promise<Sending | undefined> {
  const posted = await context.request
    .clone()
    .formData()
    .catch(() => undefined)
  const key = posted?.get(KEY)
  if (!posted || typeof key !== 'string' || !KEY_LOOKS.test(key)) return undefined
  const { isKnown, where } = senderOf(context)
  const fields = typedInto(posted)
  const hasPlace = posts === 'makes' && isKnown && fields.some(([, text]) => text.trim() !== '')
  return {
    id: digestOf(`${key} ${where}`),
    place: hasPlace ? digestOf(where) : null,
    typed: digestOf(JSON.stringify(fields)),
    key,
    meant: posted.get(MEANT) === 'on',
    open: true,
    kept: false,
  }
}

const typedInto = (posted: FormData) =>
  [...posted]
    .filter(([name]) => name !== KEY && name !== MEANT && !PASSWORD.test(name))
    .map(
      ([name, value]) => [name, typeof value === 'string' ? value : `${value.name} ${value.size}`] as const,
    )

/** One server has the data at a time, so its memory is where two presses at the same moment meet. */
const turns = new Map<string, Promise<unknown>>()

function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
  const mine = (turns.get(id) ?? Promise.resolve()).then(work)
  const over = mine
    .catch(() => undefined)
    .then(() => {
      if (turns.get(id) === over) turns.delete(id)
    })
  turns.set(id, over)
  return mine
}

/** What an earlier form means for this one. */
export function judge(
  earlier: Pick<Pressed, 'id' | 'typed'> | undefined,
  { id, typed, meant }: Pick<Sending, 'id' | 'typed' | 'meant'>,
): 'new' | 'again' | 'other words' | 'same words' {
  if (!earlier) return 'new'
  if (earlier.id === id) return earlier.typed === typed ? 'again' : 'other words'
  return meant ? 'new' : 'same words'
}

async function answer(context: Context, sending: Sending, next: () => Promise<Response>) {
  const { locals } = context
  const { store } = locals
  const earlier = await findSavedForm(store.reader, sending, new Date())
  const verdict = judge(earlier, sending)
  if (earlier && verdict === 'again') return answerAgain(context, earlier)
  locals.once =
    verdict === 'other words' || verdict === 'same words'
      ? { key: newKey(), meant: true, asks: ASKED[verdict], ledTo: withSecret(context, earlier?.ledTo) }
      : { key: sending.key, meant: sending.meant }
  locals.store = remembering(store, sending)
  try {
    const response = await next()
    await keepOrForget(context, store, sending, response).catch(noteFault)
    return response
  } catch (error) {
    const quicker =
      error instanceof SavedMeanwhile && (await findSavedForm(store.reader, sending, new Date()))
    if (quicker && judge(quicker, sending) === 'again') return answerAgain(context, quicker)
    throw error
  } finally {
    sending.open = false
  }
}

/** A store whose first transaction for this form remembers the form as well: both are stored, or neither. */
function remembering(store: Store, sending: Sending): Store {
  return {
    ...store,
    async transact(work) {
      if (!sending.open || sending.kept) return store.transact(work)
      sending.kept = true
      try {
        return await store.transact(async (tx) => {
          if (!(await keepSavedForm(tx, sending, new Date()))) throw new SavedMeanwhile()
          return work(tx)
        })
      } catch (error) {
        sending.kept = false
        throw error
      }
    },
  }
}

async function keepOrForget({ locals, params }: Context, store: Store, sending: Sending, response: Response) {
  if (!sending.kept) return
  const { id } = sending
  const location = response.status === 303 ? response.headers.get('location') : null
  const secret = params['secret']
  const ledTo = location && secret ? location.replaceAll(secret, SECRET) : location
  const notice = locals.once?.notice ?? null
  await store.transact((tx) => (ledTo ? keepAnswer(tx, id, { ledTo, notice }) : forgetSavedForm(tx, id)))
}

function answerAgain(context: Context, { ledTo, notice }: { ledTo: string | null; notice: string | null }) {
  const { url } = context
  const path = withSecret(context, ledTo)
  if (!path) return redirectWithNotice(context, `${url.pathname}${url.search}`, SAVED_BEFORE)
  return notice === null ? context.redirect(path, 303) : redirectWithNotice(context, path, notice)
}

const withSecret = ({ params }: Context, ledTo: string | null | undefined) =>
  ledTo?.replaceAll(SECRET, params['secret'] ?? SECRET)
