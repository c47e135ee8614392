import type { Stage } from '#db/schema/pdsa.ts'
import { counted, withUnit } from '#lib/charts/figure.ts'
import type { ChartReading } from '#lib/charts/reading.ts'
import { type Day, plainDay } from '#lib/day.ts'
import { frequencyWords, kindWords } from '#lib/measures/kinds.ts'
import { decisionWords } from '#lib/pdsa/stages.ts'
import { type Aim, aimSentence } from '#lib/projects/aim.ts'
import { type SectionId, sections, type Texts, textOf } from './sections.ts'

interface Cycle {
  number: number
  title: string
  scale: string
  startsOn: Day
  endsOn: Day
  change: string
  prediction: string
  stages: readonly { stage: Stage; notes: string }[]
  decision: keyof typeof decisionWords | null
}

interface Measure {
  title: string
  kind: keyof typeof kindWords
  source: 'prescribing' | 'typed'
  every: keyof typeof frequencyWords
  numeratorMeans: string
  denominatorMeans: string | null
}

type Chart = Pick<ChartReading, 'title' | 'every' | 'unit' | 'points' | 'centreText' | 'sentence'>

export interface Known {
  project: {
    practice: string | null
    focusArea: string
    problem: string
    team: readonly { name: string; profession: string; part: 'lead' | 'member' }[]
  }
  aim: Aim | undefined
  cycles: readonly Cycle[]
  measures: readonly Measure[]
  charts: readonly Chart[]
}

/**
 * What the author's own project says that belongs in a section, so that nobody writes it twice. It is offered
 * beside the empty box, never put there unasked: the reasoning is the author's.
 */
export function suggestionsFrom({ project, aim, cycles, measures, charts }: Known): Texts {
  const said: Partial<Record<SectionId, string[]>> = {
    setting: [
      [project.practice ?? '', `Focus area: ${project.focusArea}`]
        .map((part) => sentence(part))
        .filter(Boolean)
        .join(' '),
    ],
    problem: [project.problem],
    aim: aim ? [aimSentence(aim)] : [],
    people: [project.team.map(memberInWords).join('; ')],
    tests: cycles.map(cycleInWords),
    measures: measures.map(measureInWords),
    results: charts.map(chartInWords),
  }
  const texts = sections.map(({ id, most }) => [id, whole(said[id] ?? [], most)] as const)
  return Object.fromEntries(texts.filter(([, text]) => text !== ''))
}

/** Puts suggestions into the boxes that were ticked and are empty. What was written is never replaced. */
export function withSuggestions(texts: Texts, ticked: readonly string[], suggestions: Texts): Texts {
  const filled = ticked
    .filter((id) => textOf(texts, id) === '' && textOf(suggestions, id) !== '')
    .map((id) => [id, textOf(suggestions, id)])
  return { ...texts, ...Object.fromEntries(filled) }
}

const memberInWords = ({ name, profession, part }: Known['project']['team'][number]) =>
  `${name}, ${profession}${part === 'lead' ? ' (lead)' : ''}`

function cycleInWords({
  number,
  title,
  scale,
  startsOn,
  endsOn,
  change,
  prediction,
  stages,
  decision,
}: Cycle): string {
  const notes = (stage: Stage) => stages.find((written) => written.stage === stage)?.notes
  return [
    `Cycle ${number}: ${bare(title)} (${plainDay(startsOn)} to ${plainDay(endsOn)}, ${scale})`,
    `What we changed: ${sentence(change)}`,
    `What we predicted: ${sentence(prediction)}`,
    ...[notes('do')].flatMap((text) => (text ? [`What happened: ${sentence(text)}`] : [])),
    ...[notes('study')].flatMap((text) => (text ? [`Compared with the prediction: ${sentence(text)}`] : [])),
    decision ? `Decision: ${decisionWords[decision].toLowerCase()}.` : 'Not decided yet.',
  ].join('\n')
}

function measureInWords({ title, kind, source, every, numeratorMeans, denominatorMeans }: Measure): string {
  const counts = denominatorMeans ? `${bare(numeratorMeans)}, out of ${denominatorMeans}` : numeratorMeans
  const from = source === 'prescribing' ? 'published NHS prescribing data' : 'counted by the team'
  return `${kindWords[kind]}: ${sentence(title)} ${sentence(counts)} ${frequencyWords[every]}, ${from}.`
}

/** The chart's own sentence, after its span and its median. */
function chartInWords({ title, every, unit, points, centreText, sentence: said }: Chart): string {
  const [first] = points
  const last = points.at(-1)
  const figures = points.filter(({ value }) => value !== null).length
  const span =
    first && last && figures > 0
      ? `figures for ${counted(figures, every)}, from ${first.label} to ${last.label}; median ${withUnit(centreText, unit)}`
      : ''
  return [`${sentence(title, ':')} ${span}`.trim() + (span && '.'), said].join(' ')
}

const bare = (text: string) => text.trim().replace(/[.\s]+$/, '')

/** People type with a full stop and without; one is enough. */
function sentence(text: string, end = '.'): string {
  const said = bare(text)
  if (said === '') return ''
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[?!…]$/.test(said) ? '' : end}`
}

/** As many whole parts as fit: half a cycle would mislead. */
function whole(parts: readonly string[], most: number): string {
  return parts.reduce((text, part) => {
    const longer = text ? `${text}\n\n${part}` : part
    return longer.length <= most ? longer : text
  }, '')
}
