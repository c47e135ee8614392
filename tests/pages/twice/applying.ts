import type { Store } from '#db/store.ts'
import { draft, MANAGER, openCohort, secretFor, sent } from '../../lib/applications/given.ts'
import { bringRegister } from '../../lib/practices/registers.ts'
import type { Scenes } from './scenes.ts'

const GITA = { name: 'Gita Newcomer' }

async function drafted(store: Store, path: string, params: Record<string, string> = {}) {
  const { springId } = await openCohort(store)
  const { secret } = await draft(store, springId, { ...GITA, employer: MANAGER })
  return { params: { secret, ...params }, url: `/applications/${secret}/${path}` }
}

async function board(store: Store) {
  const { springId, fran } = await openCohort(store)
  const { id } = await sent(store, springId, GITA)
  return { as: fran, params: { cohort: springId, application: id } }
}

export const applying: Scenes = {
  '/applications/new': async (store) => {
    const { springId } = await openCohort(store)
    return { url: `/applications/new?cohort=${springId}`, form: { email: 'gita.newcomer@example.org' } }
  },
  '/applications/[secret]/[step]': async (store) => ({
    ...(await drafted(store, 'name', { step: 'name' })),
    form: { name: 'Gita Newcomer-Smith' },
  }),
  '/applications/[secret]/practice': async (store) => {
    await bringRegister(store)
    return { ...(await drafted(store, 'practice')), form: { practiceCode: 'Z98001' } }
  },
  '/applications/[secret]/sponsors/[kind]': async (store) => {
    const { springId } = await openCohort(store)
    const { secret } = await sent(store, springId, { ...GITA, employer: MANAGER })
    const path = `/applications/${secret}/sponsors/employer`
    return { params: { secret, kind: 'employer' }, url: path, form: { wish: 'again' } }
  },
  '/applications/[secret]/check': async (store) => ({
    ...(await drafted(store, 'check')),
    form: { correct: 'on' },
  }),
  '/applications/[secret]/withdrawal': async (store) => ({
    ...(await drafted(store, 'withdrawal')),
    form: { sure: 'on' },
  }),
  '/promises/[secret]': async (store) => {
    const { springId } = await openCohort(store)
    await sent(store, springId, { ...GITA, employer: MANAGER })
    const secret = await secretFor(store, MANAGER.email, 'promises')
    return { params: { secret }, url: `/promises/${secret}`, form: { answer: 'ask', question: 'When?' } }
  },
  '/cohorts/[cohort]/applications/[application]': async (store) => ({
    ...(await board(store)),
    form: { decision: 'offered', reason: 'There is room.', decided: '0' },
  }),
  '/cohorts/[cohort]/applications/letters/[letter]': async (store) => {
    const { as, params } = await board(store)
    const form = { subject: 'Your place', body: 'You have a place. {{link}}', wish: 'reset' }
    return { as, params: { ...params, letter: 'offer' }, form }
  },
}
