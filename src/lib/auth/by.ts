/**
 * Who does something and when: the value that every command demands. Only `web/access.ts` (after a policy
 * said yes), the commands of `bin/` and the demonstration may mint one.
 */
export interface By {
  readonly personId: string
  readonly at: Date
}

export const personBy = (personId: string, at: Date): By => ({ personId, at })

/** For work that no person does: migrations of data, imports from the command line, jobs. */
export const systemBy = (name: string, at: Date): By => ({ personId: `system:${name}`, at })

/** A run of an import goes on in the name of whoever was allowed to start it: its row is their permission. */
export const onBehalfOf = ({ startedBy }: { startedBy: string }, at: Date): By => ({
  personId: startedBy,
  at,
})
