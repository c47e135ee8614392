export const SHORTEST = 15
export const LONGEST = 128

/** A password is refused when it would be guessed in fewer than about a hundred million tries. */
const LEAST_SCORE = 3
/** Its work grows much faster than the length, and what is strong so far stays strong. */
const READ_AT_MOST = 48

/**
 * What is wrong with a new password, or undefined. Length first; then how many guesses it would stand, by a
 * library that knows common passwords, names, keyboard walks, repeats and letter swaps. `context` are words
 * that count as known to an attacker: the person's name and address, the organisation.
 */
export async function passwordProblem(password: string, context: string[]): Promise<string | undefined> {
  const length = Array.from(password.normalize('NFC')).length
  if (length < SHORTEST)
    return `Your password must be ${SHORTEST} characters or more. Three or four random words work well`
  if (length > LONGEST) return `Your password must be ${LONGEST} characters or fewer`
  const known = context
    .flatMap((word) => [word, ...word.split(/[^\p{L}\d]+/u)])
    .filter((word) => word.length > 2)
  const check = await estimator()
  if (
    check(password.slice(0, READ_AT_MOST), [
      ...known,
      'steward',
      'opioid',
      'stewardship',
      'opioidstewardship',
      'collaborative',
      'nhs',
      'practice',
    ]) >= LEAST_SCORE
  ) {
    return undefined
  }
  return 'That password is too easy to guess. Use three or four random words that are not a known phrase'
}

type Estimator = (password: string, context: string[]) => number
let ready: Promise<Estimator> | undefined

/** The dictionaries are large, so they are read when the first password is set, not when the server starts. */
function estimator(): Promise<Estimator> {
  ready ??= (async () => {
    const [core, common, english] = await Promise.all([
      import('@zxcvbn-ts/core'),
      import('@zxcvbn-ts/language-common'),
      import('@zxcvbn-ts/language-en'),
    ])
    const zxcvbn = new core.ZxcvbnFactory({
      dictionary: { ...common.dictionary, ...english.dictionary },
      graphs: common.adjacencyGraphs,
      translations: english.translations,
    })
    return (password, context) => zxcvbn.check(password, context).score
  })()
  return ready
}
