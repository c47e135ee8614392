/** Thrown when a person may not do what they ask for; the middleware answers 403. */
export class Forbidden extends Error {
  constructor() {
    super('This person may not do that')
    this.name = 'Forbidden'
  }
}

/** Thrown when nobody is signed in and someone must be; the middleware sends them to sign in and back. */
export class SignInNeeded extends Error {
  constructor() {
    super('Nobody is signed in')
    this.name = 'SignInNeeded'
  }
}

/** Thrown when the server is too busy to answer well; the middleware answers 503 and when to come back. */
export class Busy extends Error {
  readonly retryAfterSeconds: number

  constructor(retryAfterSeconds: number) {
    super('Too busy')
    this.name = 'Busy'
    this.retryAfterSeconds = retryAfterSeconds
  }
}
