import { markOf } from '#lib/mark.ts'

/** Marks of what each box of a form held when the form was drawn; an empty box has none. */
export type Marks = Readonly<Record<string, string>>
/** What each box of a form holds, by its name. */
type Texts = Readonly<Partial<Record<string, string>>>

export const marksOf = (boxes: Texts): Marks =>
  Object.fromEntries(Object.entries(boxes).map(([box, text]) => [box, markOf(text)]))

/** One hidden field carries all marks: "title=… sections.aim=…". */
export const marksToSend = (marks: Marks): string =>
  Object.entries(marks)
    .filter(([, mark]) => mark !== '')
    .map(([box, mark]) => `${box}=${mark}`)
    .join(' ')

export const marksSent = (sent: string): [string, string][] =>
  sent.split(' ').map((pair) => {
    const [box = '', mark = ''] = pair.split('=')
    return [box, mark]
  })

/**
 * Two tabs may hold the same texts. Against what this one was drawn from: `changed` is to be written, `clashes`
 * were changed in both and differ, `newer` were changed elsewhere alone. A form without marks counts as drawn
 * from nothing, so that it cannot wipe anything.
 */
export function compare(typed: Texts, drawn: Marks, stored: Texts) {
  const boxes = Object.keys(typed)
  const from = (box: string) => drawn[box] ?? ''
  const isTouched = (box: string) => markOf(typed[box]) !== from(box)
  const hasMoved = (box: string) => markOf(stored[box]) !== from(box)
  const differs = (box: string) => markOf(typed[box]) !== markOf(stored[box])
  return {
    changed: boxes.filter((box) => isTouched(box) && !hasMoved(box)),
    clashes: boxes.filter((box) => isTouched(box) && hasMoved(box) && differs(box)),
    newer: boxes.filter((box) => !isTouched(box) && hasMoved(box)),
  }
}

export const CLASHES =
  'This was changed and saved elsewhere after you opened this page. Put the newer text and yours together, and save again'
