import { eq } from 'drizzle-orm'
import { importRuns } from '#db/schema/import-runs.ts'
import type { Tx } from '#db/store.ts'

export interface Pulse {
  bytesRead: number
  rowsRead: number
  at: Date
}

/**
 * Says how far a run is and that it lives; answers whether somebody wants it to end. Once a second for as long as
 * a file is read, so it is no command: there is nothing in it to audit.
 */
export async function noteProgress(tx: Tx, id: string, { bytesRead, rowsRead, at }: Pulse): Promise<boolean> {
  const [run] = await tx
    .update(importRuns)
    .set({ bytesRead, rowsRead, heardAt: at })
    .where(eq(importRuns.id, id))
    .returning({ cancelledBy: importRuns.cancelledBy })
  return run?.cancelledBy != null
}
