import type { ClaimAnswer, ClaimHeaderRow, ClaimLineRow } from "../queries/claims"

/** One request of a batch. `n` is its place in the batch, filled in when it is sent. */
export interface ClaimRequest {
  readonly header: Omit<ClaimHeaderRow, "n"> | null
  readonly lines: readonly Omit<ClaimLineRow, "n">[]
  /** The cause told to the ledger, as the settings it is told by; null for none. */
  readonly cause: readonly string[] | null
  /** Sent before, with an outcome that nobody knows. */
  readonly again?: boolean
}

/** The judge's answer, with the database's time. */
export interface Judged {
  readonly answer: ClaimAnswer
  readonly at: Date
}
