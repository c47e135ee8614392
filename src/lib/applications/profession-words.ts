import type { Profession } from '#db/schema/people.ts'

/** Professions as they stand on a page. */
export const professionWords: Record<Profession, string> = {
  GP: 'GP',
  'prescribing pharmacist': 'Prescribing practice pharmacist',
  'other prescriber': 'Other non-medical prescriber',
  'non-prescribing pharmacist': 'Pharmacist who does not prescribe',
  'programme staff': 'Programme staff',
}
