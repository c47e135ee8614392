import { findIdentifiers, gravest } from './guard.ts'

/** Whether the name of a file may hold an NHS number, also when it is written as in an address: `943%20476…`. */
export function mayNamePerson(fileName: string): boolean {
  const verdict = gravest([...findIdentifiers(fileName), ...findIdentifiers(unescaped(fileName))])
  return verdict === 'block' || verdict === 'ask'
}

const unescaped = (name: string) =>
  name.replace(/%([0-9a-f]{2})|\+/gi, (_, code) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : ' ',
  )
