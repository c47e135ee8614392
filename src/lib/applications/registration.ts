import type { RegistrationBody } from '#db/schema/applications.ts'
import type { Profession } from '#db/schema/people.ts'

interface Register {
  title: string
  /** How a number of it looks, in words and as an example that nobody has. */
  looks: string
  pattern: RegExp
}

/** The forms of these numbers are as the registers themselves describe them. */
export const registers: Record<RegistrationBody, Register> = {
  GMC: { title: 'General Medical Council (GMC)', looks: '7 digits, like 0000000', pattern: /^\d{7}$/ },
  GPhC: {
    title: 'General Pharmaceutical Council (GPhC)',
    looks: '7 digits that begin with 2, like 2000000',
    pattern: /^2\d{6}$/,
  },
  NMC: {
    title: 'Nursing and Midwifery Council (NMC)',
    looks: '2 digits, a letter, 4 digits and a letter, like 00A0000A',
    pattern: /^\d{2}[A-Z]\d{4}[A-Z]$/,
  },
  HCPC: {
    title: 'Health and Care Professions Council (HCPC)',
    looks: '2 letters and 4 to 6 digits, like PA000000',
    pattern: /^[A-Z]{2}\d{4,6}$/,
  },
}

const bodies: Partial<Record<Profession, [RegistrationBody, ...RegistrationBody[]]>> = {
  GP: ['GMC'],
  'prescribing pharmacist': ['GPhC'],
  'non-prescribing pharmacist': ['GPhC'],
  'other prescriber': ['NMC', 'HCPC'],
}

/** Where someone of a profession is registered. */
export const bodiesFor = (profession: Profession | null): readonly RegistrationBody[] =>
  (profession && bodies[profession]) ?? []

/** A number without the spaces and small letters that people type. */
export const tidyNumber = (typed: string) => typed.replace(/[\s.-]+/g, '').toUpperCase()

/** What is wrong with a registration number, or undefined. */
export function numberProblem(body: RegistrationBody, number: string): string | undefined {
  const { title, looks, pattern } = registers[body]
  return pattern.test(number) ? undefined : `A number of the ${title} has ${looks}`
}
