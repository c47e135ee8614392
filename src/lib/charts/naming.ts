import type { LimitsChoice } from './limits-choice.ts'
import { anhojRules, ruleSets } from './rule-sets.ts'
import type { Every } from './series.ts'
import type { Stretch } from './stretches.ts'
import type { View } from './views.ts'

/** What a view calls its line and itself, and why this chart for these figures. */
export function namesOf(view: View, choice: LimitsChoice | undefined, every: Every) {
  if (choice) {
    return {
      name: 'Centre line',
      chartName: choice.name,
      explanation: `This is the ${choice.name.replace(' chart', '')} chart. ${choice.why}`,
    }
  }
  if (view === 'nhs') {
    const explanation = `This is an XmR chart as NHS England’s Making Data Count draws it: the limits come from the differences between neighbouring ${every}s.`
    return { name: 'Mean', chartName: 'XmR chart', explanation }
  }
  if (view === 'seasonal') {
    const explanation = `Steps show the mean of each whole quarter, and of the 12 months up to each ${every}, which takes the season out.`
    return { name: 'Median', chartName: 'Seasonal view', explanation }
  }
  return { name: 'Median', chartName: 'Run chart', explanation: '' }
}

export function rulesTextOf(view: View, reckoned: string | undefined): string {
  const { name, version } = ruleSets[view]
  const own = version ? `${name} (${version})` : name
  if (view === 'limits')
    return `${own} and ${anhojRules.name} (${anhojRules.version})${reckoned ? `, ${reckoned}` : ''}`
  return own
}

/** What the line in force is reckoned from. */
export function lineTextOf(name: string, value: string, stretches: readonly Stretch[]): string {
  const stretch = stretches.at(-1)
  const some = stretch?.included.some((included) => !included)
  const which = stretch?.heldUntil
    ? 'the baseline'
    : stretches.length > 1
      ? 'this phase'
      : some
        ? 'all points that count'
        : 'all points'
  return `${name === 'Median' ? 'median' : name === 'Mean' ? 'mean' : 'centre line'} of ${which}, ${value}`
}
