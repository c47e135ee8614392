/**
 * The words every table is written in. Which database they mean is settled here and nowhere else: a second
 * one is a second file beside `sqlite/columns.ts`, chosen on this page, and no table changes.
 */
export {
  check,
  choice,
  day,
  flag,
  foreignKey,
  index,
  instant,
  json,
  month,
  number,
  primaryKey,
  table,
  text,
  unique,
  uniqueIndex,
  whole,
} from './sqlite/columns.ts'
