/** What is wrong with a mutation, as Shopify's `userErrors` say it. A value: a refused mutation is an ordinary answer. */
export interface Fault {
  readonly field: readonly string[] | null
  readonly message: string
  /** Of the mutation's own closed set of codes; null where it has none for this. */
  readonly code: string | null
}

export interface Faulty {
  readonly faults: readonly Fault[]
}

export const faulty = (field: readonly string[] | null, message: string, code: string | null = null): Faulty => ({
  faults: [{ field, message, code }],
})

export const isFaulty = (value: object | null): value is Faulty => value !== null && "faults" in value
