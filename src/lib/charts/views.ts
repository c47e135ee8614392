/** The ways to read one series. The name is the `view` of the address. */
export const views = ['run', 'limits', 'nhs', 'seasonal'] as const
export type View = (typeof views)[number]

export const viewWords: Record<View, string> = {
  run: 'Run chart',
  limits: 'With limits',
  nhs: 'NHS view',
  seasonal: 'Seasonal',
}

/** The view that an address asks for; anything else is the run chart. */
export const viewOf = (asked: string | null): View => views.find((view) => view === asked) ?? 'run'

/** How the address of a page or a download ends for a view; `also`: what else the page was asked for, "compare=none". */
export function viewQuery(view: View, also = ''): string {
  const asked = [view === 'run' ? '' : `view=${view}`, also].filter(Boolean).join('&')
  return asked && `?${asked}`
}
