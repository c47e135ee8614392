import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { partsOf } from '#lib/learning/parts-of.ts'
import { promptsOf } from '#lib/learning/prompts-of.ts'
import { readProgramme, readTeachingPage } from '#lib/programmes/programme-files.ts'
import { members } from '../../db/seeds/demonstration/cast.ts'
import { type Lesson, learners } from '../../db/seeds/demonstration/learners.ts'

const lessons = learners.flatMap(({ lessons = [] }) => lessons)
const problemsWith = async ({ page, parts = 0, goes = [], wrote }: Lesson) => {
  const { body, check, readingMinutes } = await readTeachingPage(page)
  return [
    parts > partsOf(body, readingMinutes).length && `${page} has fewer parts`,
    goes.some((right) => right > check.length) && `${page} asks less`,
    wrote && promptsOf(body).size === 0 && `${page} asks for no thought`,
  ].filter(Boolean)
}

describe('the learners of the demonstration', () => {
  test('read pages, parts, questions and prompts that are in the content', async () => {
    expect((await Promise.all(lessons.map(problemsWith))).flat()).toEqual([])
  })

  test('are in every state: not begun, half way, done, several goes, private, shared, before and after', () => {
    expect(learners.length).toBeLessThan(members.length)
    expect(lessons.some(({ parts }) => parts !== undefined && parts > 0)).toBe(true)
    expect(lessons.some(({ parts, goes }) => parts === undefined && (goes?.length ?? 0) > 1)).toBe(true)
    expect(new Set(lessons.filter(({ wrote }) => wrote).map(({ shared = false }) => shared)).size).toBe(2)
    expect(new Set(learners.map(({ sure = [] }) => sure.length))).toEqual(new Set([0, 1, 2, 3]))
  })

  test('rate each mechanism, and mark what is there', async () => {
    const { mechanisms } = await readProgramme('opioid-stewardship')
    for (const { ratings } of learners.flatMap(({ sure = [] }) => sure))
      expect(ratings).toHaveLength(mechanisms.length)
    for (const { subject } of learners.flatMap(({ bookmarks = [] }) => bookmarks)) {
      if (subject.startsWith('opioid-stewardship/')) await readTeachingPage(subject)
      else expect(['mdx', 'yaml'].some((ending) => existsSync(`src/content/${subject}.${ending}`))).toBe(true)
    }
  })
})
