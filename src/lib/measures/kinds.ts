import type { directions, frequencies, MeasureKind, valueKinds } from '#db/schema/measures.ts'

export const kindWords: Record<MeasureKind, string> = {
  outcome: 'Outcome measure',
  process: 'Process measure',
  balancing: 'Balancing measure',
}

export const kindHints: Record<MeasureKind, string> = {
  outcome: 'The result that matters to patients: is the aim being reached?',
  process: 'Is the change happening as planned? It moves first, so it shows a signal soonest.',
  balancing: 'Harm or cost elsewhere: what might get worse while the rest gets better?',
}

export const frequencyWords: Record<(typeof frequencies)[number], string> = {
  week: 'Every week',
  month: 'Every month',
}

export const valueKindWords: Record<(typeof valueKinds)[number], string> = {
  count: 'A count',
  percentage: 'A percentage, from a number and what it is out of',
}

export const directionChoices: Record<(typeof directions)[number], string> = {
  lower: 'Lower is better',
  higher: 'Higher is better',
  none: 'No agreed direction',
}
