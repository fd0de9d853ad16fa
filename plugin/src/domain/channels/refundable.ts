import { decimalsOf } from "./order-money"

/** What is known of the money of a channel's order; amounts in the currency's smallest unit. */
export interface PaidFacts {
  readonly currencyCode: string
  /** What the channel says it took; left out where it does not say. */
  readonly captured?: { readonly amount: number } | null
  readonly refunds?: readonly { readonly ref: string; readonly amount: { readonly amount: number } }[]
}

/**
 * What may go back in all through our commands: what was taken, less what went back on the channel without us.
 *
 * @param received - what our order shows as received, in whole units of the currency
 * @param ours - the channel's ids of the refunds that we commanded
 */
export function refundable(order: PaidFacts, received: number, ours: ReadonlySet<string>): number {
  const taken = order.captured?.amount ?? Math.round(received * 10 ** decimalsOf(order.currencyCode))
  const theirs = (order.refunds ?? []).filter(({ ref }) => !ours.has(ref))
  return Math.max(0, taken - theirs.reduce((sum, { amount }) => sum + amount.amount, 0))
}
