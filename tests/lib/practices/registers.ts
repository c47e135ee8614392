import type { Store } from '#db/store.ts'
import { systemBy } from '#lib/auth/by.ts'
import { importFile } from '#lib/prescribing/import-file.ts'
import { fixture, inPieces } from '../prescribing/files.ts'

export const REGISTER = 'epraccur.csv'
const by = systemBy('tests', new Date('2026-11-22T09:00:00Z'))

/** Imports the register of the fixtures, or another in its place. */
export const bringRegister = (store: Store, text = fixture(REGISTER), replace = false) =>
  importFile(store, by, { name: REGISTER, bytes: inPieces(text) }, { replace })
