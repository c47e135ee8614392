/**
 * A domain's no that only the store could know ("This cohort is full"). Thrown inside a transaction it rolls
 * everything back; the page shows it beside `field`, in the same summary as every other mistake.
 */
export class Refusal extends Error {
  readonly field: string

  constructor(field: string, message: string) {
    super(message)
    this.name = 'Refusal'
    this.field = field
  }
}
