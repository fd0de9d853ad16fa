import { allocate, discountFault, discountRecord } from "./discounts"
import { release } from "./fulfillment/release"
import { settleOrder } from "./fulfillment/work"
import { findOrder } from "./lookup"
import { readMoney } from "./money"
import { newLine, worksOf } from "./order-lines"
import type { LineRecord, OrderRecord } from "./order-records"
import { isRefusal, refuse, type Refusal } from "./refusal"
import type { DiscountInput, Edit, SaleLine } from "./sale"
import { takeStock } from "./sell"
import { serveLines } from "./serve-lines"
import type { ShopStore } from "./store"

/** A member of staff changes an order that is still open. All of it or, where a part cannot be, nothing. */
export function edit(store: ShopStore, change: Edit): OrderRecord | Refusal {
  const order = findOrder(store, change.orderId)
  if (isRefusal(order)) return order
  if (order.cancelledAt !== null) return refuse("too_late", `${order.name} is cancelled`)
  const line = change.sku === undefined ? undefined : order.lines.find(({ sku }) => sku === change.sku)
  const fault = editFault(order, line, change)
  if (fault) return fault
  const { quantity, note } = change
  const more = line && quantity !== undefined ? Math.max(0, quantity - line.currentQuantity) : 0
  const added = [
    ...(change.add ? [change.add] : []),
    ...(more > 0 ? [{ sku: change.sku, quantity: more } as SaleLine] : []),
  ]
  const grown = added.length === 0 ? null : grow(store, order, added)
  if (grown) return grown
  if (line && quantity !== undefined && quantity < line.currentQuantity) shrink(store, order, line, quantity)
  reprice(store, order, line, change)
  if (note !== undefined) order.note = note
  const isEdited = Object.keys(change).some((key) =>
    ["quantity", "unitPrice", "add", "discount", "shippingPrice"].includes(key)
  )
  if (isEdited) {
    order.edited = true
    store.emit({ topic: "ORDERS_EDITED", order })
  }
  settleOrder(store, order)
  return order
}

function editFault(order: OrderRecord, line: LineRecord | undefined, change: Edit): Refusal | null {
  const { sku, quantity, unitPrice, discount, shippingPrice } = change
  if (sku !== undefined && !line) return refuse("unknown", `${order.name} has no line of "${sku}"`)
  const sent = line ? line.currentQuantity - line.unfulfilledQuantity : 0
  if (sku !== undefined && quantity === undefined && unitPrice === undefined && !discount)
    return refuse("invalid", "say what becomes of the line: `quantity`, `unitPrice` or `discount`")
  if (quantity !== undefined && (!Number.isInteger(quantity) || quantity < sent))
    return refuse("invalid", `\`quantity\` must be a whole number from the ${sent} already sent on`)
  for (const amount of [unitPrice, shippingPrice])
    if (amount !== undefined && readMoney(amount, order.currency) === null)
      return refuse("invalid", `"${amount}" is not an amount in ${order.currency}`)
  const fault = discount && discountFault(discount, order.currency)
  return fault ? refuse("invalid", fault) : null
}

/** New units are a new line, as they may come from another place and at another price. */
function grow(store: ShopStore, order: OrderRecord, added: readonly SaleLine[]): Refusal | null {
  const sold = serveLines(store, added, order.retailLocationId ?? undefined)
  if (isRefusal(sold)) return sold
  const lines = sold.map((one) => newLine(store, one, order.retailLocationId !== null))
  const deliveryType = order.fulfillmentOrders[0]?.deliveryType ?? "SHIPPING"
  order.lines.push(...lines)
  order.fulfillmentOrders.push(...worksOf(store, sold, lines, deliveryType))
  store.ownParts(order)
  takeStock(store, sold, order)
  return null
}

function shrink(store: ShopStore, order: OrderRecord, line: LineRecord, quantity: number): void {
  const gone = line.currentQuantity - quantity
  line.currentQuantity = quantity
  release(store, order, line, gone, true)
}

function reprice(store: ShopStore, order: OrderRecord, line: LineRecord | undefined, change: Edit): void {
  const money = (amount: string | number) => readMoney(amount, order.currency) ?? 0
  if (line && change.unitPrice !== undefined) line.unitPrice = money(change.unitPrice)
  if (change.discount) takeOff(order, line ? [line] : order.lines, change.discount)
  if (change.shippingPrice === undefined) return
  const made = { id: store.nextId(), title: "Standard", allocations: [], refunded: 0 }
  order.shipping = { ...(order.shipping ?? made), price: money(change.shippingPrice) }
}

function takeOff(order: OrderRecord, lines: readonly LineRecord[], input: DiscountInput): void {
  const at = order.discounts.length
  order.discounts = [...order.discounts, { ...discountRecord(input, order.currency), kind: input.kind ?? "manual" }]
  const open = lines.map((line) => ({
    price: line.unitPrice * line.quantity - line.allocations.reduce((sum, { amount }) => sum + amount, 0),
    own: null,
    isLeftOut: line.giftCard,
  }))
  const [newest] = order.discounts.slice(at)
  if (!newest) return
  const parts = allocate([{ ...newest, target: "order" }], open)
  lines.forEach((line, index) => {
    const own = (parts[index] ?? []).map(({ amount }) => ({ discount: at, amount }))
    line.allocations = [...line.allocations, ...own]
  })
}
