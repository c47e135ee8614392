import type { Stage } from '#db/schema/pdsa.ts'
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
}

/**
 * What the author's own project says that belongs in a section, so that nobody writes it twice. It is offered
 * beside the empty box, never put there unasked: the reasoning is the author's.
 */
export function suggestionsFrom({ project, aim, cycles, measures }: Known): Texts {
  const said: Partial<Record<SectionId, string[]>> = {
    setting: [[project.practice, `Focus area: ${project.focusArea}`].filter(Boolean).join('. ')],
    problem: [project.problem],
    aim: aim ? [aimSentence(aim)] : [],
    people: [project.team.map(memberInWords).join('; ')],
    tests: cycles.map(cycleInWords),
    measures: measures.map(measureInWords),
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
    `Cycle ${number}: ${title} (${plainDay(startsOn)} to ${plainDay(endsOn)}, ${scale})`,
    `What we changed: ${change}`,
    `What we predicted: ${prediction}`,
    ...[notes('do')].flatMap((text) => (text ? [`What happened: ${text}`] : [])),
    ...[notes('study')].flatMap((text) => (text ? [`Compared with the prediction: ${text}`] : [])),
    decision ? `Decision: ${decisionWords[decision].toLowerCase()}` : 'Not decided yet',
  ].join('\n')
}

function measureInWords({ title, kind, source, every, numeratorMeans, denominatorMeans }: Measure): string {
  const counted = denominatorMeans ? `${numeratorMeans}, out of ${denominatorMeans}` : numeratorMeans
  const from = source === 'prescribing' ? 'published NHS prescribing data' : 'counted by the team'
  return `${kindWords[kind]}: ${title}. ${counted}. ${frequencyWords[every]}, ${from}.`
}

/** As many whole parts as fit: half a cycle would mislead. */
function whole(parts: readonly string[], most: number): string {
  return parts.reduce((text, part) => {
    const longer = text ? `${text}\n\n${part}` : part
    return longer.length <= most ? longer : text
  }, '')
}
