import { fieldOf, sections, type Texts } from './sections.ts'

/** A draft as its form holds it: a text for each box, by the name of the box. */
export function boxesOf(draft: { title: string; projectId: string | null; sections: Texts }): Texts {
  const bodies = sections
    .filter(({ id }) => draft.sections[id] !== undefined)
    .map(({ id }) => [fieldOf(id), draft.sections[id]])
  return { title: draft.title, projectId: draft.projectId ?? '', ...Object.fromEntries(bodies) }
}
