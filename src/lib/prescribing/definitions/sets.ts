/** Chemicals (first nine characters of a presentation code) that measures count together. */

/** NHSBSA Dependency Forming Medicines, list "OPIOIDS": no linctus, co-proxamol or dependence treatment. */
export const opioidAnalgesics = [
  '040702020',
  '040702040',
  '040702050',
  '0407010F0',
  '0407010N0',
  '0407020A0',
  '0407020AB',
  '0407020AD',
  '0407020AF',
  '0407020AG',
  '0407020AH',
  '0407020B0',
  '0407020C0',
  '0407020D0',
  '0407020G0',
  '0407020H0',
  '0407020K0',
  '0407020L0',
  '0407020M0',
  '0407020P0',
  '0407020Q0',
  '0407020T0',
  '0407020U0',
  '0407020V0',
  '0407020Z0',
]

export const pregabalin = '0408010AE'
export const gabapentin = '0408010G0'
export const morphine = '0407020Q0'
export const tramadol = '040702040'
export const coproxamol = '0407010Q0'

/** NHSBSA Dependency Forming Medicines, lists "BENZODIAZEPINES" and "Z-DRUGS". */
export const benzodiazepinesAndZDrugs = [
  '0401010T0',
  '0401010L0',
  '0401010N0',
  '0401020E0',
  '0401020K0',
  '0401020P0',
  '0401020T0',
  '0401010R0',
  '0401010P0',
  '0401020A0',
  '0401010Z0',
  '0401010Y0',
  '0401010W0',
]

/** Defined daily dose in mg, as OpenPrescribing's gabapentinoidsddd takes it. */
export const dddMg: Readonly<Record<string, number>> = { [pregabalin]: 300, [gabapentin]: 1800 }

/** Morphine sulfate 10mg/5ml oral solution and every brand of it. */
export const morphine10mgPer5ml = '0407020Q0AACNCN'
