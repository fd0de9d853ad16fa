/** What is known of the payment session of a cart whose completion was refused. Amounts in the currency's own unit. */
export interface SessionFacts {
  /** Null where the session has come to no payment yet: the bank may hold money all the same, confirmed in the shopper's browser. */
  readonly payment: {
    readonly isCanceled: boolean
    readonly captured: number
    readonly refunded: number
  } | null
}

/**
 * What to do so that no money stays behind:
 * - `let-go`: give the session up at the bank, which frees what it may hold, and open another
 * - `cancel`: cancel the payment, which frees what is on hold; then retire the session
 * - `refund`: give back what was taken and not given back yet; then retire the session
 * - `retire`: the money is back already, so the session must never again pass for a paid one
 */
export type Settlement =
  { readonly do: "let-go" | "cancel" | "retire" } | { readonly do: "refund"; readonly amount: number }

/** Below this, two amounts are one: no currency has a smaller unit. */
const dust = 0.0001

/** Decides how a refused shopper's money comes back. Asked again after it was done, it says `retire`. */
export function settle({ payment }: SessionFacts): Settlement {
  if (payment === null) return { do: "let-go" }
  const kept = payment.captured - payment.refunded
  if (kept > dust) return { do: "refund", amount: kept }
  const isOver = payment.isCanceled || payment.captured > dust
  return { do: isOver ? "retire" : "cancel" }
}
