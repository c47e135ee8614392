import { and, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { imports, type listSizes, type practiceMonths, replacedMonths } from '#db/schema/prescribing.ts'

/** An import counts while it is published and nobody has undone it. Of two that say the same the later counts. */
export const importCounts = and(isNotNull(imports.publishedAt), isNull(imports.undoneAt))

/**
 * What an import says of a practice and month counts while the import does, unless a later one took the place of the
 * whole month. What a practice's own people brought in stands beside that. For queries that join `imports`.
 */
export const rowsCount = ({ month }: typeof practiceMonths | typeof listSizes) =>
  and(
    importCounts,
    or(
      isNotNull(imports.onlyPractices),
      sql`not exists (
        select 1 from ${replacedMonths} inner join ${imports} as later on later.id = ${replacedMonths.importId}
        where ${replacedMonths.month} = ${month} and later.kind = ${imports.kind}
        and later.published_at > ${imports.publishedAt} and later.undone_at is null)`,
    ),
  )
