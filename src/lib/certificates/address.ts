import { env } from '#lib/env.ts'

/** Where anyone can check a certificate: what its QR code and the mail about it say. */
export const certificateAddress = (code: string) => `${env().ORIGIN}/certificates/${code}`
