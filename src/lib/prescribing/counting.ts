import { and, isNotNull, isNull } from 'drizzle-orm'
import { imports } from '#db/schema/prescribing.ts'

/** An import counts while it is published and nobody has undone it. Of two that say the same the later counts. */
export const importCounts = and(isNotNull(imports.publishedAt), isNull(imports.undoneAt))
