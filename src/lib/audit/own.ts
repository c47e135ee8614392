import type { Reader } from '#db/store.ts'
import { actorOf, describe, SIGN_IN_ACTIONS } from './describe.ts'
import { listNames, wordsOf } from './names.ts'
import { listEvents } from './queries.ts'

const OWN = [...SIGN_IN_ACTIONS, 'auth.password_set', 'auth.password_reset_sent']

/** What happened around a person's sign-in, the latest first, as they are told of it themselves. */
export async function listOwnSignIns(reader: Reader, personId: string, limit: number) {
  const nothingElse = { kind: undefined, from: undefined, to: undefined }
  const { events } = await listEvents(reader, { ...nothingElse, people: [personId], actions: OWN }, { limit })
  const told = events.map((event) => ({ event, who: actorOf(event.personId), what: describe(event) }))
  const names = await listNames(
    reader,
    told.flatMap(({ who, what }) => [who, ...what]),
  )
  return told.map(({ event: { id, at, personId: by }, who, what }) => {
    const words = what.map((part) => wordsOf(names, part, by)).join('')
    const sentence = by === personId ? words : `${wordsOf(names, who, '')} ${words}`
    return { id, at, sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1) }
  })
}
