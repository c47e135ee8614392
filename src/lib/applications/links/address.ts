import { env } from '#lib/env.ts'

/** Where a private link of this domain leads, for letters. */
export const applicationAddress = (secret: string) => `${env().ORIGIN}/applications/${secret}`
export const promiseAddress = (secret: string) => `${env().ORIGIN}/promises/${secret}`
export const boardAddress = (application: { id: string; cohortId: string }) =>
  `${env().ORIGIN}/cohorts/${application.cohortId}/applications/${application.id}`
