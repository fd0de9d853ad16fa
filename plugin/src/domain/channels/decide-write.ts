import type { DuePublication, PendingWrite } from "./publication"

/** What to do about one claimed publication, now that its number is known. */
export type WriteDecision =
  /** The channel shows the right number already. */
  | { readonly do: "nothing" }
  | { readonly do: "write"; readonly write: PendingWrite & { readonly sequence: number } }
  /** Its last command has no known outcome, and the channel takes the same key again without harm. */
  | { readonly do: "resend"; readonly write: PendingWrite & { readonly sequence: number } }
  /** See what the channel shows before anything is sent: that is not known, or not known any more. */
  | { readonly do: "look"; readonly ref: string }

/**
 * Decides what to send for a publication. A command of unknown outcome comes first: until it is known what the channel did,
 * a newer number would be a guess.
 *
 * @param wanted - what the channel should show, as of now
 * @param repeat - how the channel treats a command that comes twice
 */
export function decideWrite(due: DuePublication, wanted: number, repeat: "vendor-key" | "look-first"): WriteDecision {
  const { pending, sequence } = due
  if (pending?.confirm) return { do: "look", ref: pending.confirm }
  if (pending && repeat === "vendor-key") return { do: "resend", write: { ...pending, sequence } }
  const seen = due.confirmedQuantity !== null
  if (pending || !seen) return { do: "look", ref: `${due.stockRef}@${due.locationRef}` }
  if (due.confirmedQuantity === wanted) return { do: "nothing" }
  const next = sequence + 1
  const write = { quantity: wanted, expected: due.confirmedQuantity, confirm: null, sequence: next }
  return { do: "write", write: { ...write, key: `${due.id}:${next}` } }
}
