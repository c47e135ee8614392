import type { Profession } from '#db/schema/people.ts'

/**
 * The people and practices of the demonstration. All invented: no ODS code begins with Z98, example.org
 * belongs to nobody, and the names were made up together with the places.
 */
export const practices = [
  { code: 'Z98001', name: 'Amber Lane Surgery' },
  { code: 'Z98002', name: 'Beacon Hill Practice' },
  { code: 'Z98003', name: 'Chestnut Square Medical Centre' },
  { code: 'Z98004', name: 'Dovetail Group Practice' },
  { code: 'Z98005', name: 'Ferry Road Surgery' },
  { code: 'Z98006', name: 'Garnet Street Practice' },
  { code: 'Z98007', name: 'Hollow Oak Surgery' },
  { code: 'Z98008', name: 'Iris Court Medical Centre' },
  { code: 'Z98009', name: 'Juniper Way Practice' },
  { code: 'Z98010', name: 'Kiln Yard Surgery' },
  { code: 'Z98011', name: 'Lantern Street Practice' },
  { code: 'Z98012', name: 'Millpond Health Centre' },
] as const

export interface CastMember {
  name: string
  email: string
  profession: Profession
  practiceCode: string | null
}

export const addressOf = (name: string) => `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@example.org`
const member = (name: string, profession: Profession, practice: number): CastMember => ({
  name,
  email: addressOf(name),
  profession,
  practiceCode: practices[practice - 1]?.code ?? null,
})
const staffMember = (name: string): CastMember => ({
  name,
  email: addressOf(name),
  profession: 'programme staff',
  practiceCode: null,
})

export const members: CastMember[] = [
  member('Amara Whitfield', 'GP', 1),
  member('Tomasz Bellweather', 'prescribing pharmacist', 1),
  member('Beatrix Oyelade', 'GP', 2),
  member('Callum Rushmere', 'prescribing pharmacist', 2),
  member('Devika Marlowe', 'GP', 3),
  member('Edwin Achterberg', 'other prescriber', 3),
  member('Farida Quillon', 'prescribing pharmacist', 4),
  member('Gethin Prothero', 'GP', 4),
  member('Harriet Nkemelu', 'GP', 5),
  member('Ismail Thackray', 'prescribing pharmacist', 5),
  member('Jocasta Pemberley', 'GP', 6),
  member('Kwabena Ashgrove', 'GP', 6),
  member('Leonie Draycott', 'prescribing pharmacist', 7),
  member('Mateusz Fairbourne', 'GP', 7),
  member('Nerys Calloway', 'other prescriber', 8),
  member('Olamide Sternfield', 'GP', 8),
  member('Priya Hollingsworth', 'prescribing pharmacist', 9),
  member('Quentin Abara', 'GP', 9),
  member('Rosalind Tchenko', 'GP', 10),
  member('Samir Wetherby', 'prescribing pharmacist', 10),
  member('Tabitha Ekwueme', 'GP', 11),
  member('Umar Lindqvist', 'non-prescribing pharmacist', 11),
  member('Verity Okonjo', 'GP', 12),
  member('Wilfred Santangelo', 'prescribing pharmacist', 12),
]

export const staff = {
  facilitators: [staffMember('Imogen Castellan'), staffMember('Dafydd Osei')],
  reviewer: staffMember('Marguerite Adeyinka'),
  admin: staffMember('Solomon Birchwood'),
}
