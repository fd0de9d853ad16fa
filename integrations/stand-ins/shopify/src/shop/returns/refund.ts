import { faulty, isFaulty, type Faulty } from "../fault"
import { release } from "../fulfillment/release"
import { moveStock, settleOrder } from "../fulfillment/work"
import { idOf } from "../global-ids"
import { readMoney } from "../money"
import type { OrderRecord } from "../order-records"
import { paymentOf } from "../payment"
import type { RefundRecord, RestockType } from "../return-records"
import type { ShopStore } from "../store"
import { shippingNet } from "../totals"
import { recordRefund, worthOf, type RefundPlan, type RefundUnits } from "./record-refund"

/** As `refundCreate` takes it. */
export interface RefundInput {
  readonly orderId: string
  readonly note?: string | null
  readonly notify?: boolean | null
  readonly allowOverRefunding?: boolean | null
  readonly refundLineItems?: readonly RefundLineInput[] | null
  readonly shipping?: { readonly amount?: string | null; readonly fullRefund?: boolean | null } | null
  readonly refundDuties?: readonly { readonly dutyId: string; readonly refundType?: string | null }[] | null
  readonly transactions?:
    readonly { readonly amount: string; readonly kind: string; readonly parentId?: string | null }[] | null
}

export interface RefundLineInput {
  readonly lineItemId: string
  readonly quantity: number
  readonly restockType?: string | null
  readonly locationId?: string | null
}

/** Money back, by itself. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/refundCreate */
export function refund(store: ShopStore, input: RefundInput): { order: OrderRecord; refund: RefundRecord } | Faulty {
  const order = store.orders.get(idOf("Order", input.orderId))
  if (!order) return faulty(["orderId"], "Order does not exist")
  const plan = planOf(store, order, input)
  if (isFaulty(plan)) return plan
  const fault = moneyFault(store, order, plan, input.allowOverRefunding ?? false)
  if (fault) return fault
  plan.units.forEach((units) => restock(store, order, units))
  const made = recordRefund(store, order, plan)
  if (input.notify) store.mail(order, "refunded")
  settleOrder(store, order)
  return { order, refund: made }
}

function planOf(store: ShopStore, order: OrderRecord, input: RefundInput): RefundPlan | Faulty {
  const units = unitsIn(store, order, input.refundLineItems ?? [])
  if (isFaulty(units)) return units
  const shipping = shippingIn(order, input)
  if (typeof shipping !== "number") return shipping
  const amounts = (input.transactions ?? []).map(({ amount }) => readMoney(amount, order.currency))
  if (amounts.includes(null)) return faulty(["transactions"], `Amount is not an amount in ${order.currency}`)
  return {
    units,
    shipping,
    duties: dutiesIn(order, input),
    amount: amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0),
    note: input.note ?? null,
    returnId: null,
  }
}

/** The units of a refund, checked against what is still there to be refunded. */
export function unitsIn(
  store: ShopStore,
  order: OrderRecord,
  inputs: readonly RefundLineInput[]
): RefundUnits[] | Faulty {
  const units: RefundUnits[] = []
  for (const [index, input] of inputs.entries()) {
    const at = ["refundLineItems", String(index)]
    const line = order.lines.find(({ id }) => id === idOf("LineItem", input.lineItemId))
    if (!line) return faulty([...at, "lineItemId"], "Line item does not exist")
    const restockType = (input.restockType ?? "NO_RESTOCK") as RestockType | "LEGACY_RESTOCK"
    if (restockType === "LEGACY_RESTOCK") return faulty([...at, "restockType"], "Restock type is invalid")
    const already = units.filter((one) => one.line === line).reduce((sum, { quantity }) => sum + quantity, 0)
    const sent = line.quantity - line.unfulfilledQuantity
    const limit = { CANCEL: line.unfulfilledQuantity, RETURN: sent, NO_RESTOCK: line.currentQuantity }[restockType]
    const asked = already + input.quantity
    if (input.quantity < 1) return faulty([...at, "quantity"], "Quantity must be greater than 0")
    if (store.keeps("refund-units") && (asked > line.currentQuantity || asked > limit))
      return faulty([...at, "quantity"], "Quantity cannot refund more items than were purchased")
    const location = input.locationId ? store.locations.get(idOf("Location", input.locationId)) : null
    if (location === undefined) return faulty([...at, "locationId"], "Location does not exist")
    units.push({ line, quantity: input.quantity, restockType, locationId: location?.id ?? null })
  }
  return units
}

function shippingIn(order: OrderRecord, { shipping }: RefundInput): number | Faulty {
  if (!shipping) return 0
  const left = shippingNet(order) - (order.shipping?.refunded ?? 0)
  if (shipping.fullRefund) return left
  const amount = readMoney(shipping.amount ?? "0", order.currency)
  if (amount === null) return faulty(["shipping", "amount"], `Amount is not an amount in ${order.currency}`)
  return amount <= left
    ? amount
    : faulty(["shipping", "amount"], "Shipping amount cannot be more than what was paid for it")
}

const dutiesIn = ({ lines }: OrderRecord, { refundDuties }: RefundInput) =>
  (refundDuties ?? []).flatMap(({ dutyId }) => {
    const line = lines.find((one) => one.dutyId === idOf("Duty", dutyId))
    return line ? [{ dutyId: line.dutyId, amount: line.duty }] : []
  })

function moneyFault(store: ShopStore, order: OrderRecord, plan: RefundPlan, mayExceed: boolean): Faulty | null {
  const { received, refunded } = paymentOf(order)
  const isEmpty = plan.units.length === 0 && plan.amount === 0 && worthOf(order, plan).total === 0
  if (isEmpty) return faulty(null, "Refund can't be empty: give line items, shipping or transactions")
  if (!store.keeps("refund-paid") || mayExceed || (plan.amount ?? 0) <= received - refunded) return null
  return faulty(["transactions"], "Refund amount cannot be more than the amount that is still refundable")
}

/**
 * CANCEL takes units out of the work and puts them back for sale; RETURN puts sent units back; NO_RESTOCK leaves both
 * alone. https://shopify.dev/docs/api/admin-rest/latest/resources/refund#resource-object
 */
export function restock(store: ShopStore, order: OrderRecord, units: RefundUnits): void {
  const { line, quantity, restockType, locationId } = units
  if (restockType === "CANCEL") return release(store, order, line, quantity, true, locationId)
  if (restockType === "NO_RESTOCK") return
  const sentFrom = order.fulfillments.find(({ lines }) => lines.some(({ lineId }) => lineId === line.id))?.locationId
  const at = locationId ?? sentFrom ?? store.locations.all()[0]?.id ?? 0
  moveStock(store, order, "restock", [{ lineId: line.id, locationId: at, deltas: { available: quantity } }])
}
