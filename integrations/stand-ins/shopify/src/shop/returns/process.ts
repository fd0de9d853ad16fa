import { faulty, isFaulty, type Faulty } from "../fault"
import { settleOrder } from "../fulfillment/work"
import { idOf } from "../global-ids"
import { readMoney } from "../money"
import type { OrderRecord } from "../order-records"
import { paymentOf } from "../payment"
import type { ReturnLineRecord, ReturnRecord } from "../return-records"
import type { ShopStore } from "../store"
import { shippingNet } from "../totals"
import { inState } from "./change-return"
import { dispose, disposeFault, type DisposeInput } from "./dispose"
import type { OwnedReturn } from "./open-return"
import { recordRefund } from "./record-refund"

export interface ProcessInput {
  readonly returnId: string
  readonly note?: string | null
  readonly notifyCustomer?: boolean | null
  readonly returnLineItems?: readonly ProcessLineInput[] | null
  readonly refundShipping?: {
    readonly fullRefund?: boolean | null
    readonly shippingRefundAmount?: { readonly amount: string } | null
  } | null
  readonly financialTransfer?: {
    readonly issueRefund?: {
      readonly allowOverRefunding?: boolean | null
      readonly orderTransactions: readonly { readonly transactionAmount: { readonly amount: string } }[]
    } | null
  } | null
}

interface ProcessLineInput {
  readonly id: string
  readonly quantity: number
  readonly dispositions?: readonly DisposeInput[] | null
}

interface Processed {
  readonly line: ReturnLineRecord
  readonly quantity: number
}

/**
 * Units of a return have come: what became of each, and what goes back for them. A return all of whose units were dealt
 * with is closed. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/returnProcess
 */
export function processReturn(store: ShopStore, input: ProcessInput): OwnedReturn | Faulty {
  const owned = inState(store, input.returnId, ["input", "returnId"], ["OPEN"])
  if (isFaulty(owned)) return owned
  const { order, returned } = owned
  const lines = linesOf(store, returned, input.returnLineItems ?? [])
  if (isFaulty(lines)) return lines
  const dispositions = (input.returnLineItems ?? []).flatMap((line) => line.dispositions ?? [])
  const fault = disposeFault(store, dispositions, ["input", "returnLineItems"])
  if (fault) return fault
  const amount = amountOf(store, order, input)
  if (amount !== null && typeof amount !== "number") return amount
  dispose(store, dispositions)
  lines.forEach(({ line, quantity }) => (line.processed += quantity))
  payFor(store, order, returned, lines, input, amount)
  finish(store, owned)
  if (input.notifyCustomer) store.mail(order, "refunded")
  settleOrder(store, order)
  return owned
}

function linesOf(store: ShopStore, { lines }: ReturnRecord, inputs: readonly ProcessLineInput[]): Processed[] | Faulty {
  const processed: Processed[] = []
  for (const [index, input] of inputs.entries()) {
    const at = ["input", "returnLineItems", String(index)]
    const line = lines.find(({ id }) => id === idOf("ReturnLineItem", input.id))
    if (!line) return faulty([...at, "id"], "Return line item not found.", "NOT_FOUND")
    const already = processed.filter((one) => one.line === line).reduce((sum, { quantity }) => sum + quantity, 0)
    if (input.quantity < 1) return faulty([...at, "quantity"], "Quantity must be greater than 0.", "GREATER_THAN")
    if (store.keeps("dispose-once") && line.processed + already + input.quantity > line.quantity)
      return faulty([...at, "quantity"], "Quantity is more than is left to be processed.", "INVALID")
    processed.push({ line, quantity: input.quantity })
  }
  return processed
}

/** What goes back, or null when no money is asked for. */
function amountOf(store: ShopStore, order: OrderRecord, { financialTransfer }: ProcessInput): number | null | Faulty {
  const issued = financialTransfer?.issueRefund
  if (!issued) return null
  const amounts = issued.orderTransactions.map(({ transactionAmount }) =>
    readMoney(transactionAmount.amount, order.currency)
  )
  const field = ["input", "financialTransfer", "issueRefund", "orderTransactions"]
  if (amounts.includes(null)) return faulty(field, `Amount is not an amount in ${order.currency}.`, "INVALID")
  const sum = amounts.reduce<number>((all, one) => all + (one ?? 0), 0)
  const { received, refunded } = paymentOf(order)
  if (!store.keeps("refund-paid") || issued.allowOverRefunding || sum <= received - refunded) return sum
  return faulty(field, "Refund amount is more than the amount that is still refundable.", "INVALID")
}

/** The sale of processed units is undone, whether or not money goes back with it. */
function payFor(
  store: ShopStore,
  order: OrderRecord,
  returned: ReturnRecord,
  lines: readonly Processed[],
  input: ProcessInput,
  amount: number | null
): void {
  const shipping = shippingOf(order, input)
  if (lines.length === 0 && amount === null && shipping === 0) return
  const units = lines.flatMap(({ line, quantity }) => {
    const sold = order.lines.find(({ id }) => id === line.lineId)
    return sold ? [{ line: sold, quantity, restockType: "NO_RESTOCK" as const, locationId: null }] : []
  })
  if (amount !== null) lines.forEach(({ line, quantity }) => (line.refunded += quantity))
  const note = input.note ?? null
  recordRefund(store, order, { units, shipping, duties: [], amount: amount ?? 0, note, returnId: returned.id })
}

function shippingOf(order: OrderRecord, { refundShipping }: ProcessInput): number {
  const left = shippingNet(order) - (order.shipping?.refunded ?? 0)
  if (refundShipping?.fullRefund) return left
  return Math.min(left, readMoney(refundShipping?.shippingRefundAmount?.amount ?? "0", order.currency) ?? 0)
}

function finish(store: ShopStore, { order, returned }: OwnedReturn): void {
  const now = store.clock.now()
  returned.updatedAt = now
  store.emit({ topic: "RETURNS_PROCESS", order, returned })
  if (returned.lines.some(({ processed, quantity }) => processed < quantity)) return
  Object.assign(returned, { status: "CLOSED", closedAt: now })
  store.emit({ topic: "RETURNS_CLOSE", order, returned })
}
