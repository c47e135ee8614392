import { hashPassword, nobodysHash, passwordMatches } from '#lib/auth/password-hash.ts'
import { QueueTooLong, queueByPatience } from '#lib/auth/password-queue.ts'
import { passwordProblem } from '#lib/auth/password-rules.ts'
import { describe, expect, test } from '../../support/test.ts'

const PASSWORD = 'walnut pebble scooter'

describe('a password', () => {
  test('is kept as argon2id with its own salt', async () => {
    const [one, two] = await Promise.all([hashPassword(PASSWORD), hashPassword(PASSWORD)])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
    expect(one).not.toBe(two)
    expect(await passwordMatches(one, PASSWORD)).toBe(true)
    expect(await passwordMatches(one, `${PASSWORD} `)).toBe(false)
    expect(await passwordMatches(nobodysHash, PASSWORD)).toBe(false)
  })

  test('is not cut short: its last character counts', async () => {
    const long = 'x'.repeat(127)
    expect(await passwordMatches(await hashPassword(`${long}a`), `${long}b`)).toBe(false)
  })

  test('is the same however the keyboard writes an accent', async () => {
    expect(
      await passwordMatches(
        await hashPassword('caf\u00e9 caf\u00e9 caf\u00e9'),
        'cafe\u0301 cafe\u0301 cafe\u0301',
      ),
    ).toBe(true)
  })

  test.each([
    ['fourteen chars', /15 characters or more/],
    ['x'.repeat(129), /128 characters or fewer/],
    ['passwordpassword', /too easy/],
    ['Passw0rdPassw0rd1', /too easy/],
    ['qwertyuiopasdfgh', /too easy/],
    ['123456789012345', /too easy/],
    ['aaaaaaaaaaaaaaaa', /too easy/],
    ['ann.example@example.org', /too easy/],
    ['opioidstewardship1', /too easy/],
    ['walnut pebble scooter', undefined],
    ['correct horse battery staple', undefined],
    ['ŵyneb llygad trwyn ceg', undefined],
  ])('%j: %s', async (password, problem) => {
    const answer = await passwordProblem(password, ['Ann Example', 'ann.example@example.org'])
    if (problem) expect(answer).toMatch(problem)
    else expect(answer).toBeUndefined()
  })

  test('waits its turn to be checked, but not for ever', async () => {
    const queued = queueByPatience(1, 20)
    const slow = queued(() => new Promise<string>((done) => setTimeout(() => done('first'), 60)))
    const impatient = queued(async () => 'second')
    await expect(slow).resolves.toBe('first')
    await expect(impatient).rejects.toThrow(QueueTooLong)
    await expect(queued(async () => 'third')).resolves.toBe('third')
  })
})
