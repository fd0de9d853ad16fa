/** Why the shop will not do what it was asked to. A value, not an exception: sold out is an ordinary day. */
export interface Refusal {
  readonly refused: true
  readonly reason: "unknown" | "sold_out" | "not_for_sale" | "invalid" | "too_late"
  /** For a person: what is wrong, and what to do. */
  readonly message: string
}

export const refuse = (reason: Refusal["reason"], message: string): Refusal => ({ refused: true, reason, message })

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === "object" && value !== null && (value as { refused?: unknown }).refused === true
