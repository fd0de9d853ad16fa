import type { OrderRecord, TransactionRecord } from "./order-records"
import { currentTotals } from "./totals"

/** Where an order's money is. Minor units. */
export interface Payment {
  readonly received: number
  readonly refunded: number
  /** Held for the shop by the buyer's bank, and not yet taken. */
  readonly authorized: number
  /** Still owed by the buyer; below 0 it is owed to him. */
  readonly outstanding: number
}

const sum = (transactions: readonly TransactionRecord[], kinds: readonly TransactionRecord["kind"][]) =>
  transactions
    .filter(({ kind, status }) => kinds.includes(kind) && status === "SUCCESS")
    .reduce((all, { amount }) => all + amount, 0)

export function paymentOf(order: OrderRecord): Payment {
  const { transactions } = order
  const received = sum(transactions, ["SALE", "CAPTURE"])
  const refunded = sum(transactions, ["REFUND"])
  const authorized = Math.max(0, sum(transactions, ["AUTHORIZATION"]) - sum(transactions, ["CAPTURE", "VOID"]))
  const beyond = order.refunds.reduce((all, { discrepancy }) => all + (discrepancy?.amount ?? 0), 0)
  return { received, refunded, authorized, outstanding: currentTotals(order).total - received + refunded - beyond }
}

export type FinancialStatus =
  "AUTHORIZED" | "PAID" | "PARTIALLY_PAID" | "PARTIALLY_REFUNDED" | "PENDING" | "REFUNDED" | "VOIDED"

export function financialStatus(order: OrderRecord): FinancialStatus {
  const { received, refunded, authorized, outstanding } = paymentOf(order)
  if (refunded > 0) return refunded >= received ? "REFUNDED" : "PARTIALLY_REFUNDED"
  if (received > 0) return outstanding > 0 ? "PARTIALLY_PAID" : "PAID"
  if (authorized > 0) return "AUTHORIZED"
  if (order.transactions.some(({ kind }) => kind === "VOID")) return "VOIDED"
  return outstanding > 0 ? "PENDING" : "PAID"
}

/** The payment that a refund goes back to; undefined where nothing was taken. */
export const paidBy = (order: OrderRecord): TransactionRecord | undefined =>
  order.transactions.find(({ kind, status }) => (kind === "SALE" || kind === "CAPTURE") && status === "SUCCESS")

/** An order is closed once everything is handed over or taken back and the money is settled. */
export const isSettled = (order: OrderRecord): boolean =>
  order.lines.every((line) => line.unfulfilledQuantity === 0) &&
  ["PAID", "PARTIALLY_REFUNDED", "REFUNDED", "VOIDED"].includes(financialStatus(order))
