/** A full-text index in memory. Which engine keeps it is settled here and nowhere else. */
export {
  type Hit,
  MARK,
  openTextIndex,
  type TextDocument,
  type TextIndex,
  UNMARK,
} from './sqlite/text-index.ts'
