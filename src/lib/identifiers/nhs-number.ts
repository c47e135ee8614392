/**
 * NHS numbers and their neighbours: ten digits whose last is a modulus 11 check on the nine before it.
 * Ranges as issued (first nine digits): England, Wales and the Isle of Man 400–499 and 600–799 million;
 * Northern Ireland's Health and Care numbers 320 000 001–399 999 999; Scotland's CHI numbers begin with a
 * date of birth. 999 is kept for tests.
 */
export type NhsNumberVerdict = 'issued' | 'test' | 'checksum only' | 'no'

export function nhsNumberVerdict(tenDigits: string): NhsNumberVerdict {
  if (!/^\d{10}$/.test(tenDigits) || !passesModulus11(tenDigits)) return 'no'
  if (tenDigits.startsWith('999')) return 'test'
  return isIssued(tenDigits) ? 'issued' : 'checksum only'
}

/** Without lists in between: a long text asks this for every digit. */
function passesModulus11(tenDigits: string): boolean {
  let sum = 0
  for (let index = 0; index < 9; index++) sum += Number(tenDigits[index]) * (10 - index)
  const check = (11 - (sum % 11)) % 11
  return check !== 10 && check === Number(tenDigits[9])
}

function isIssued(tenDigits: string): boolean {
  const nine = Number(tenDigits.slice(0, 9))
  const englandAndWales =
    (nine >= 400_000_000 && nine <= 499_999_999) || (nine >= 600_000_000 && nine <= 799_999_999)
  const northernIreland = nine >= 320_000_001 && nine <= 399_999_999
  return englandAndWales || northernIreland || beginsWithDateOfBirth(tenDigits)
}

/** Scottish CHI numbers are DDMMYY and four digits. */
export function beginsWithDateOfBirth(tenDigits: string): boolean {
  const day = Number(tenDigits.slice(0, 2))
  const month = Number(tenDigits.slice(2, 4))
  return day >= 1 && day <= 31 && month >= 1 && month <= 12
}
