type Note = (fault: unknown) => void

const HANDLE = Symbol.for('steward.note-fault')
type Holder = { [HANDLE]?: Note }

/**
 * Writes a fault that a page could not help to the log, beside the id of its request. Astro answers 500 without
 * a word; the server's log is another bundle, so the way to it lies on `globalThis`.
 */
export function noteFault(fault: unknown) {
  ;(globalThis as Holder)[HANDLE]?.(fault)
}

export function noteFaultsWith(note: Note) {
  ;(globalThis as Holder)[HANDLE] = note
}
