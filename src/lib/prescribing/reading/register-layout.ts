/** Where `epraccur` has what is taken of it, the first column being 0. */
export const registerColumns = {
  code: 0,
  name: 1,
  postcode: 9,
  openedOn: 10,
  closedOn: 11,
  status: 12,
  commissionedBy: 14,
  /** Filled since 2013; before that the column above. */
  commissioner: 23,
  setting: 25,
}

const TELEPHONE = 17

/** "column 1" and so on, as a fault names them; a telephone number may look like anything. */
export const registerHeadings = (cells: number): string[] =>
  Array.from({ length: cells }, (_, index) => (index === TELEPHONE ? 'telephone' : `column ${index + 1}`))

/** The last column is always empty, and a spreadsheet leaves it out. */
const CELLS = [26, 27]

/** Whether the first line of a file is one of the register, which has no headings. */
export function isRegister(cells: readonly string[]): boolean {
  if (!CELLS.includes(cells.length)) return false
  const at = (column: number) => (cells[column] ?? '').trim()
  const isOrganisation = /^[A-Z0-9]{3,8}$/i.test(at(registerColumns.code))
  const isDated = [registerColumns.openedOn, registerColumns.closedOn].some((column) => /\d/.test(at(column)))
  return (
    isRegisterHeading(cells) || (isOrganisation && (/^[ACDP]$/i.test(at(registerColumns.status)) || isDated))
  )
}

/** A line of headings that someone put on top of it. */
export const isRegisterHeading = (cells: readonly string[]): boolean =>
  CELLS.includes(cells.length) &&
  /^org(anisation)?[ _]?code$/i.test((cells[registerColumns.code] ?? '').trim())
