import type { Every } from './series.ts'
import type { View } from './views.ts'

export interface Guide {
  paragraphs: string[]
  /** Help pages that say more, the one on this view first. */
  pages: { title: string; href: string }[]
}

const whyRules = { title: 'Why the Anhøj rules', href: '/help/why-the-anhoj-rules' }
const runChart = { title: 'Reading a run chart', href: '/help/reading-a-run-chart' }

const honest =
  'A sign of change says that something is different. It does not say why, nor whether it is good. No sign does not mean no change: with few figures small changes stay hidden.'

/** How to read one view, for somebody who has never seen such a chart. */
export function guideOf(view: View, every: Every): Guide {
  const dots = `Time runs from left to right, and each dot is the figure of one ${every}.`
  switch (view) {
    case 'run':
      return {
        paragraphs: [
          `${dots} The line across is the median: half of the figures lie above it, half below.`,
          'Figures always go up and down a little. The rules ask whether they stay on one side of the line for longer, or cross it less often, than chance alone would make them. Above the chart stands the latest figure, and below that what the rules found, with their numbers.',
          honest,
        ],
        pages: [runChart, whyRules],
      }
    case 'limits':
      return {
        paragraphs: [
          `${dots} The line in the middle is the mean. The two limits come from the figures themselves: they say what happens here as long as nothing changes, not what should happen.`,
          `A figure beyond a limit says that something was unusual in that one ${every}. A long row on one side of the line says that something has changed for longer.`,
          honest,
        ],
        pages: [
          { title: 'Reading a chart with limits', href: '/help/reading-a-chart-with-limits' },
          whyRules,
        ],
      }
    case 'nhs':
      return {
        paragraphs: [
          `${dots} “Common cause” is the ordinary up and down between the two limits. “Special cause” is more than that, and its shape and colour say in which direction.`,
          'The first icon is about the latest figure alone. The second, where there is a target, says whether the process as it is would meet it.',
          honest,
        ],
        pages: [{ title: 'Reading the NHS view', href: '/help/reading-the-nhs-view' }, whyRules],
      }
    case 'seasonal':
      return {
        paragraphs: [
          `${dots} The steps put quarters and years together, so that a season that comes back every year does not look like a change.`,
          'Nothing is judged in this view. To ask whether something has changed, go back to the run chart.',
        ],
        pages: [runChart],
      }
  }
}
