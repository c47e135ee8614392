import type { Store, Tx } from '#db/store.ts'
import { personBy } from '#lib/auth/by.ts'
import { addDays, type Day } from '#lib/day.ts'
import {
  keepBookmark,
  markRead,
  rateConfidence,
  recordAttempt,
  writeReflections,
} from '#lib/learning/commands.ts'
import { markCheck } from '#lib/learning/knowledge-check.ts'
import { partsOf } from '#lib/learning/parts-of.ts'
import { promptsOf } from '#lib/learning/prompts-of.ts'
import { readProgramme, readTeachingPage } from '#lib/programmes/programme-files.ts'
import { at, PROGRAMME, type Scene } from './cohort.ts'
import { type Lesson, learners } from './learners.ts'

type Teaching = Awaited<ReturnType<typeof readTeachingPage>>

/** What members have read, tried, written, felt sure of and marked, on the evenings on which they did it. */
export async function fillLearning(store: Store, { players, today }: Scene) {
  const names = new Set(learners.flatMap(({ lessons = [] }) => lessons.map(({ page }) => page)))
  const pages = new Map(
    await Promise.all([...names].map(async (page) => [page, await readTeachingPage(page)] as const)),
  )
  const { mechanisms } = await readProgramme(PROGRAMME)
  for (const { place, lessons = [], sure = [], bookmarks = [] } of learners) {
    const person = players[place]?.id ?? ''
    const byOn = (daysAgo: number, time?: string) => personBy(person, at(addDays(today, -daysAgo), time))
    await store.transact(async (tx) => {
      for (const lesson of lessons) {
        const teaching = pages.get(lesson.page)
        if (teaching) await learn(tx, person, teaching, lesson, addDays(today, -lesson.daysAgo))
      }
      for (const { daysAgo, ratings } of sure) {
        const rated = Object.fromEntries(mechanisms.map((id, index) => [id, ratings[index] ?? 3]))
        await rateConfidence(tx, byOn(daysAgo, '21:00:00'), PROGRAMME, rated)
      }
      for (const { subject, daysAgo } of bookmarks) await keepBookmark(tx, byOn(daysAgo, '20:45:00'), subject)
    })
  }
}

async function learn(tx: Tx, person: string, teaching: Teaching, lesson: Lesson, on: Day) {
  const { page, body, check, readingMinutes } = teaching
  let minute = 0
  const next = () => {
    minute += 2
    return personBy(person, at(on, `19:${String(minute).padStart(2, '0')}:00`))
  }
  for (const { id } of partsOf(body, readingMinutes).slice(0, lesson.parts))
    await markRead(tx, next(), page, id)
  const [prompt] = promptsOf(body)
  if (prompt && lesson.wrote) {
    const [id, promptText] = prompt
    const written = { prompt: id, promptText, text: lesson.wrote, shared: lesson.shared ?? false }
    await writeReflections(tx, next(), page, [written], {})
  }
  for (const right of lesson.goes ?? []) {
    const chosen = check.map(({ id, options }, index): [string, string] => [
      id,
      options.find(({ correct }) => correct === index < right)?.id ?? '',
    ])
    await recordAttempt(tx, next(), page, markCheck(check, new URLSearchParams(chosen)))
  }
}
