import type { LineRecord, OrderRecord } from "../order-records"
import { paidBy } from "../payment"
import type { RefundLineRecord, RefundRecord, RestockType } from "../return-records"
import type { ShopStore } from "../store"
import { lineTax, lineTotal, taxOf } from "../totals"

/** Units that money goes back for. */
export interface RefundUnits {
  readonly line: LineRecord
  readonly quantity: number
  readonly restockType: RestockType
  readonly locationId: number | null
}

export interface RefundPlan {
  readonly units: readonly RefundUnits[]
  /** Of delivery, without its tax. */
  readonly shipping: number
  readonly duties: readonly { readonly dutyId: number; readonly amount: number }[]
  /** What goes back in all; null for what the rest comes to. */
  readonly amount: number | null
  readonly note: string | null
  readonly returnId: number | null
}

export const noRefund: RefundPlan = { units: [], shipping: 0, duties: [], amount: null, note: null, returnId: null }

interface Worth {
  readonly lines: readonly Omit<RefundLineRecord, "id">[]
  readonly shippingTax: number
  readonly total: number
}

/** What a refund comes to. A line's share is what it shrinks by, so that refunds never add up to more than the line. */
export function worthOf(order: OrderRecord, { units, shipping, duties }: RefundPlan): Worth {
  const lines = units.map(({ line, quantity, restockType, locationId }) => {
    const [before, after] = [line.currentQuantity, Math.max(0, line.currentQuantity - quantity)]
    const subtotal = lineTotal(line, before) - lineTotal(line, after)
    const tax = lineTax(order, line, before) - lineTax(order, line, after)
    return { lineId: line.id, quantity, restockType, locationId, subtotal, tax }
  })
  const onTop = (tax: number) => (order.taxesIncluded ? 0 : tax)
  const shippingTax = taxOf(order, shipping)
  const goods = lines.reduce((sum, { subtotal, tax }) => sum + subtotal + onTop(tax), 0)
  const duty = duties.reduce((sum, { amount }) => sum + amount, 0)
  return { lines, shippingTax, total: goods + shipping + onTop(shippingTax) + duty }
}

/** Writes the refund down, with the money that goes back. Stock is the caller's matter. */
export function recordRefund(store: ShopStore, order: OrderRecord, plan: RefundPlan): RefundRecord {
  const worth = worthOf(order, plan)
  const amount = plan.amount ?? worth.total
  const now = store.clock.now()
  const beyond = amount - worth.total
  const refund: RefundRecord = {
    id: store.nextId(),
    note: plan.note,
    amount,
    lines: worth.lines.map((line) => ({ ...line, id: store.nextId() })),
    shipping: plan.shipping === 0 ? null : { id: store.nextId(), amount: plan.shipping, tax: worth.shippingTax },
    duties: plan.duties,
    discrepancy: beyond === 0 ? null : { id: store.nextId(), amount: beyond },
    returnId: plan.returnId,
    createdAt: now,
  }
  order.refunds.push(refund)
  for (const { line, quantity } of plan.units) {
    line.currentQuantity = Math.max(0, line.currentQuantity - quantity)
    line.refundedQuantity += quantity
  }
  if (order.shipping) order.shipping.refunded += plan.shipping
  if (amount > 0) payBack(store, order, refund)
  store.ownParts(order)
  store.emit({ topic: "REFUNDS_CREATE", order, refund })
  return refund
}

function payBack(store: ShopStore, order: OrderRecord, { id, amount, createdAt }: RefundRecord): void {
  const parent = paidBy(order)
  const made = { id: store.nextId(), gateway: parent?.gateway ?? "manual", parentId: parent?.id ?? null, refundId: id }
  order.transactions.push({ ...made, kind: "REFUND", status: "SUCCESS", amount, createdAt })
}
