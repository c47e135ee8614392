import { asc, desc, eq } from 'drizzle-orm'
import { certificates } from '#db/schema/certificates.ts'
import { people } from '#db/schema/people.ts'
import type { Reader } from '#db/store.ts'
import { readCode } from './code.ts'

const shown = {
  code: certificates.code,
  caseStudyId: certificates.caseStudyId,
  facts: certificates.facts,
  awardedAt: certificates.awardedAt,
}

/** Whether a certificate still stands. Nothing can end one yet; when it can, this page alone decides. */
export type CertificateStatus = 'valid'
const standing = <T>(row: T) => ({ ...row, status: 'valid' as CertificateStatus })

/** The certificate with a code, however it was typed. Anyone who has the code may see it. */
export async function findCertificate(reader: Reader, typed: string | undefined) {
  const read = readCode(typed ?? '')
  if (!('code' in read)) return undefined
  const [certificate] = await reader.select(shown).from(certificates).where(eq(certificates.code, read.code))
  return certificate && standing(certificate)
}

export type Certificate = NonNullable<Awaited<ReturnType<typeof findCertificate>>>

/** A person's own certificates, the latest first. */
export async function listOwnCertificates(reader: Reader, personId: string): Promise<Certificate[]> {
  const own = await reader
    .select(shown)
    .from(certificates)
    .where(eq(certificates.personId, personId))
    .orderBy(desc(certificates.awardedAt), asc(certificates.id))
  return own.map(standing)
}

/** The certificate that a case study earned, once it has. */
export async function findCertificateOf(
  reader: Reader,
  caseStudyId: string,
): Promise<Certificate | undefined> {
  const [certificate] = await reader
    .select(shown)
    .from(certificates)
    .where(eq(certificates.caseStudyId, caseStudyId))
  return certificate && standing(certificate)
}

/** What a certificate says of the person it is for. */
export async function getHolder(reader: Reader, personId: string) {
  const [person] = await reader
    .select({ name: people.name, profession: people.profession })
    .from(people)
    .where(eq(people.id, personId))
  if (!person) throw new Error('No such person')
  return person
}
