import type { Resource } from '#lib/programmes/catalogue.ts'

/** What a reader narrows the shelf to; what is undefined narrows nothing. */
export interface Wish {
  focusArea?: string | undefined
  mechanism?: string | undefined
  stage?: string | undefined
  kind?: string | undefined
}

/** The part of the shelf that fits every wish. An entry that names no area is for all of them, and so with the rest. */
export function narrowed(resources: readonly Resource[], wish: Wish): Resource[] {
  const fits = (tags: readonly string[], wanted: string | undefined) =>
    wanted === undefined || tags.length === 0 || tags.includes(wanted)
  return resources.filter(
    ({ focusAreas, mechanisms, stages, kind }) =>
      fits(focusAreas, wish.focusArea) &&
      fits(mechanisms, wish.mechanism) &&
      fits(stages, wish.stage) &&
      (wish.kind === undefined || kind === wish.kind),
  )
}
