import type { Store } from '#db/store.ts'
import type { Actor } from '../../support/given.ts'

/** One form of a page, filled in so that it is saved. */
export interface Scene {
  as?: Actor
  params?: Record<string, string>
  url?: string
  today?: string
  form: Record<string, string | string[]>
}

/** By route. */
export type Scenes = Record<string, (store: Store) => Promise<Scene>>

/** A day as it is typed into three boxes. */
export function typedDay(field: string, day: string): Record<string, string> {
  const [year = '', month = '', date = ''] = day.split('-')
  return { [`${field}.day`]: date, [`${field}.month`]: month, [`${field}.year`]: year }
}
