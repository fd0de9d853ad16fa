import type { Order } from "./order"

/** Money that came or went. */
export interface MoneyMove {
  /** Says which one it is, so that it is written down once. */
  readonly key: string
  /** In the currency's smallest unit; below zero for what went back. */
  readonly amount: number
  readonly reference: "channel" | "channel-refund"
}

/** How the money of an order stands on its channel. All in the currency's smallest unit. */
export interface OrderMoney {
  /** What is still to be written down; empty when all is. */
  readonly moves: readonly MoneyMove[]
  /** Taken from the customer so far, before refunds. */
  readonly captured: number
  readonly refunded: number
  readonly status: "awaiting" | "authorized" | "partially_captured" | "completed" | "canceled"
}

/**
 * What is to be written down of an order's money.
 *
 * @param written - what was written down before: its key and amount
 */
export function moneyOf(
  order: Order,
  written: readonly { readonly key: string; readonly amount: number }[]
): OrderMoney {
  const before = written.filter(({ amount }) => amount > 0).reduce((sum, { amount }) => sum + amount, 0)
  const refunds = (order.refunds ?? []).filter(({ amount }) => amount.amount > 0)
  const refunded = refunds.reduce((sum, { amount }) => sum + amount.amount, 0)
  const captured = Math.max(before, capturedOf(order, before, refunded))
  const known = new Set(written.map(({ key }) => key))
  const moves: MoneyMove[] = [
    // The key is the whole that was taken: the same whole again is the same move.
    { key: `captured:${captured}`, amount: captured - before, reference: "channel" },
    ...refunds.map(({ ref, amount }) => ({
      key: `refund:${ref}`,
      amount: -amount.amount,
      reference: "channel-refund" as const,
    })),
  ]
  return {
    moves: moves.filter(({ key, amount }) => amount !== 0 && !known.has(key)),
    captured,
    refunded,
    status: statusOf(order, captured),
  }
}

/** Where the channel says only that it is paid, what went back before we first saw the order was paid, too. */
function capturedOf({ captured, payment, total }: Order, before: number, refunded: number): number {
  if (captured) return captured.amount
  if (payment === "pending" || payment === "authorized" || payment === "voided") return 0
  return before === 0 ? total.amount + refunded : Math.max(before, total.amount)
}

function statusOf({ payment, total }: Order, captured: number): OrderMoney["status"] {
  if (payment === "voided") return "canceled"
  if (captured >= total.amount) return payment === "pending" && captured === 0 ? "awaiting" : "completed"
  if (captured > 0) return "partially_captured"
  return payment === "authorized" ? "authorized" : "awaiting"
}
