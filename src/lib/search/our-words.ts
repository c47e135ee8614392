/**
 * What people look for, and what our texts call it. A word that begins with the other ("gabapentin", "taper") needs no
 * line: it is found anyway. A test fails when none of our words for something is in the content.
 */
const OURS: Record<string, readonly string[]> = {
  addiction: ['dependence'],
  analgesic: ['painkiller', 'medicine'],
  deprescribe: ['deprescribing', 'taper'],
  deprescribing: ['taper'],
  flowchart: ['process map'],
  gabapentinoid: ['gabapentin', 'pregabalin'],
  handout: ['leaflet'],
  ishikawa: ['fishbone'],
  mme: ['morphine equivalent'],
  ome: ['morphine equivalent'],
  opiate: ['opioid'],
  pregabalin: ['gabapentinoid'],
  smr: ['structured medication review', 'medicine review'],
  swimlane: ['process map'],
  wean: ['taper'],
  weaning: ['taper'],
}

export const wordsWithOurs = Object.entries(OURS)
const ours = new Map(wordsWithOurs)

/** Other words for the same, of one or of many; none for most. */
export const ourWordsFor = (word: string): readonly string[] =>
  ours.get(word) ?? ours.get(word.replace(/s$/, '')) ?? []
