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

/** The kinds in the order in which they stand on the shelf, as headings. */
const KINDS: Record<Resource['kind'], string> = {
  guideline: 'Guidelines',
  evidence: 'Evidence',
  tool: 'Tools',
  dataset: 'Figures and data',
  video: 'Videos',
  leaflet: 'Leaflets',
  'patient story': 'Patients’ stories',
}

/** A part of the shelf in its kinds; a kind that it has nothing of is left out. */
export const byKind = (shelf: readonly Resource[]) =>
  (Object.keys(KINDS) as Resource['kind'][])
    .map((kind) => ({ kind, title: KINDS[kind], resources: shelf.filter((one) => one.kind === kind) }))
    .filter(({ resources }) => resources.length > 0)
