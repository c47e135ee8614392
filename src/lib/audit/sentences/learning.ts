import { many, type Sentence, say, the } from '../telling.ts'

/** What people keep of what they learn. What they wrote or chose is never told. */
export const learningSentences = {
  'learning.part_read': ({ subject }) => say`marked a part of ${the('page', subject)} as read`,
  'learning.check_attempted': ({ subject, count }) =>
    say`answered ${many(count('answers'), 'question')} of the knowledge check of ${the('page', subject)}`,
  'learning.reflections_written': ({ subject }) =>
    say`wrote or changed reflections on ${the('page', subject)}`,
  'learning.reflection_taken_back': ({ subject }) =>
    say`stopped sharing a reflection on ${the('page', subject)}`,
  'learning.confidence_rated': ({ subject }) =>
    say`rated how sure they feel, for ${the('programme', subject)}`,
  'learning.bookmark_kept': ({ subject }) => say`marked ${the('page', subject)} to find it again`,
  'learning.bookmark_dropped': ({ subject }) => say`took the mark off ${the('page', subject)}`,
} satisfies Record<string, Sentence>
