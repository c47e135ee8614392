import { type SQL, sql } from 'drizzle-orm'
import {
  check,
  integer,
  real,
  type SQLiteColumn,
  type SQLiteColumnBuilderBase,
  type SQLiteTableExtraConfigValue,
  sqliteTable,
  text as textColumn,
} from 'drizzle-orm/sqlite-core'
import type { Day, Month } from '#lib/day.ts'

const DAY_LENGTH = 10
const MONTH_LENGTH = 7

export const text = () => textColumn()
/** One of a fixed list of words; the database refuses any other. */
export const choice = <const V extends readonly [string, ...string[]]>(values: V) =>
  textColumn({ enum: values as unknown as [V[number], ...V[number][]] })
/** A calendar day, `YYYY-MM-DD`. */
export const day = () => textColumn({ length: DAY_LENGTH }).$type<Day>()
/** A calendar month, `YYYY-MM`. */
export const month = () => textColumn({ length: MONTH_LENGTH }).$type<Month>()
/** A moment, kept in milliseconds, read as a `Date`. */
export const instant = () => integer({ mode: 'timestamp_ms' })
export const flag = () => integer({ mode: 'boolean' })
export const whole = () => integer()
export const number = () => real()
export const json = <T>() => textColumn({ mode: 'json' }).$type<T>()

/** SQLite does not keep text to a list or a length by itself, so each such column gets a check. */
function typeChecks(table: string, columns: Record<string, SQLiteColumn>) {
  return Object.entries(columns).flatMap(([key, column]) => {
    const name = `${table}_${key}_check`
    const choices = column.enumValues
    if (choices) return [check(name, sql`${column} in (${sql.raw(choices.map((c) => `'${c}'`).join(', '))})`)]
    const length = (column as SQLiteColumn & { length?: number }).length
    return length ? [check(name, sql`length(${column}) = ${sql.raw(String(length))}`)] : []
  })
}

export const table: typeof sqliteTable = (<
  N extends string,
  C extends Record<string, SQLiteColumnBuilderBase>,
>(
  name: N,
  columns: C,
  extras?: (row: never) => SQLiteTableExtraConfigValue[],
) =>
  sqliteTable(name, columns, (row) => [
    ...typeChecks(name, row as Record<string, SQLiteColumn>),
    ...(extras ? extras(row as never) : []),
  ])) as never

export { check, foreignKey, index, primaryKey, unique, uniqueIndex } from 'drizzle-orm/sqlite-core'
export type Condition = SQL | undefined
