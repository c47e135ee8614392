/** Nine digits with the check digit that makes them pass; the next nine where none does. */
export function numbered(nine: string): string {
  const sum = Array.from(nine, Number).reduce((total, digit, index) => total + digit * (10 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? numbered(String(Number(nine) + 1).padStart(9, '0')) : nine + check
}

/** In a range that was given out in England: never stored. Made by counting, so nobody's as far as we know. */
export const ISSUED = numbered('450557710')
/** Passes the checksum, and no such number was given out. */
export const UNISSUED = numbered('812345678')
/** From the range kept for tests. */
export const TEST_RANGE = numbered('999123456')
