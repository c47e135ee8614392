import { afterEach, beforeEach, expect, vi } from 'vitest'

/** A page or command that complains while a test runs has failed, whatever it answered. */
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

afterEach(() => {
  const said = vi.mocked(console.error).mock.calls
  vi.mocked(console.error).mockClear()
  expect(said, 'console.error was called').toEqual([])
})
