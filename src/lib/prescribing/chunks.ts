/** A few milliseconds of writing, so that nobody else waits for an import. */
export const ROWS_AT_ONCE = 500
/** Between two of them whoever else wants to write has its turn: SQLite keeps no queue. */
export const BETWEEN_STEPS_MS = 2

/** Rows in the portions in which they are written. */
export const chunksOf = <T>(rows: readonly T[], most = ROWS_AT_ONCE): T[][] =>
  Array.from({ length: Math.ceil(rows.length / most) }, (_, index) =>
    rows.slice(index * most, (index + 1) * most),
  )
