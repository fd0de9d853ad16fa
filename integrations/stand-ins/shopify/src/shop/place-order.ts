import { allocate, allocateShipping, discountRecord, discountsOf } from "./discounts"
import { readMoney } from "./money"
import { newLine, worksOf } from "./order-lines"
import type {
  DiscountRecord,
  OrderRecord,
  PersonRecord,
  RiskRecord,
  ShippingRecord,
  TransactionRecord,
} from "./order-records"
import { deliveryTypes, type Sale } from "./sale"
import type { SoldLine } from "./serve-lines"
import type { ShopStore } from "./store"
import { originalTotals } from "./totals"

/** Writes the order down and tells subscribers. Stock is the caller's matter. */
export function placeOrder(
  store: ShopStore,
  sale: Sale,
  sold: readonly SoldLine[],
  retailLocationId: number | null
): OrderRecord {
  const order = blankOrder(store, sale, retailLocationId)
  const deliveryType = retailLocationId === null ? deliveryTypes[sale.delivery ?? "ship"] : "RETAIL"
  order.discounts = discountsIn(store, sale, sold)
  order.lines.push(...linesIn(store, order, sold))
  if (deliveryType === "SHIPPING" && order.lines.some(({ requiresShipping }) => requiresShipping))
    order.shipping = shippingIn(store, sale, order.discounts)
  const { total } = originalTotals(order)
  const placed: OrderRecord = { ...order, originalTotal: total }
  placed.transactions.push(...paymentIn(store, sale, total))
  placed.fulfillmentOrders.push(...worksOf(store, sold, placed.lines, deliveryType))
  if (retailLocationId !== null) handOver(store, placed, retailLocationId)
  store.addOrder(placed)
  store.emit({ topic: "ORDERS_CREATE", order: placed })
  for (const work of placed.fulfillmentOrders)
    if (work.status !== "CLOSED")
      store.emit({ topic: "FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE", order: placed, work })
  return placed
}

function blankOrder(store: ShopStore, sale: Sale, retailLocationId: number | null): OrderRecord {
  const { shop } = store
  const now = store.clock.now()
  const number = store.nextOrderNumber()
  const customer = sale.customer === false ? null : personOf(store, sale, now)
  const money = (amount: string | number | undefined) => readMoney(amount ?? 0, shop.currency) ?? 0
  return {
    id: store.nextId(),
    number,
    name: `#${number}`,
    currency: shop.currency,
    taxesIncluded: sale.taxesIncluded ?? shop.taxesIncluded,
    taxRate: sale.taxRate ?? shop.taxRate,
    taxTitle: shop.taxTitle,
    shipping: null,
    discounts: [],
    customer,
    email: customer?.email ?? null,
    phone: sale.phone ?? customer?.phone ?? null,
    address: { ...blankAddress, countryCode: shop.countryCode, ...sale.address },
    addressId: store.nextId(),
    retailLocationId,
    sourceName: retailLocationId === null ? "web" : "pos",
    test: sale.test ?? false,
    attributes: [...(sale.orderAttributes ?? [])],
    tip: money(sale.tip),
    fees: (sale.fees ?? []).map(({ name, price }) => ({ id: store.nextId(), name, price: money(price) })),
    risk: riskOf(sale.risk ?? "LOW"),
    lines: [],
    fulfillmentOrders: [],
    fulfillments: [],
    transactions: [],
    refunds: [],
    returns: [],
    originalTotal: 0,
    note: sale.note ?? null,
    edited: false,
    cancelledAt: null,
    cancelReason: null,
    staffNote: null,
    closedAt: retailLocationId === null ? null : now,
    createdAt: now,
    updatedAt: now,
  }
}

const blankAddress = {
  address1: "150 Elgin Street",
  city: "Ottawa",
  province: "Ontario",
  provinceCode: "ON",
  zip: "K2P 1L4",
  phone: null,
  latitude: 45.4179,
  longitude: -75.6926,
}

/** A returning buyer, known by the address of his letters, keeps his id. */
function personOf(store: ShopStore, sale: Sale, now: number): PersonRecord {
  const email = sale.email ?? (sale.phone && !sale.email ? null : "ada.buyer@example.com")
  const key = email ?? sale.phone ?? null
  const known = store.orders.find(
    "customer",
    key,
    ({ customer }) => customer?.email ?? customer?.phone ?? null
  )?.customer
  if (known && key !== null) return known
  return {
    id: store.nextId(),
    firstName: sale.firstName ?? "Ada",
    lastName: sale.lastName ?? "Buyer",
    email,
    phone: sale.phone ?? null,
    createdAt: now,
  }
}

/** What Shopify suggests at each level of risk; what it found is shown with it. */
function riskOf(level: RiskRecord["level"]): RiskRecord {
  const recommendation = {
    HIGH: "CANCEL",
    MEDIUM: "INVESTIGATE",
    LOW: "ACCEPT",
    NONE: "NONE",
    PENDING: "NONE",
  } as const
  const isBad = level === "HIGH" || level === "MEDIUM"
  const fact = { description: isBad ? "The billing country differs from the IP country" : "Card CVV matches" }
  return {
    level,
    recommendation: recommendation[level],
    facts: level === "PENDING" ? [] : [{ ...fact, sentiment: isBad ? "NEGATIVE" : "POSITIVE" }],
  }
}

/** The discounts of the whole, and after them each line's own, in the order of the lines. */
function discountsIn(store: ShopStore, sale: Sale, sold: readonly SoldLine[]): DiscountRecord[] {
  const { currency } = store.shop
  const own = sold.flatMap(({ input }) => (input.lineDiscount ? [input.lineDiscount] : []))
  return [
    ...discountsOf(sale).map((input) => discountRecord(input, currency)),
    ...own.map((input) => ({ ...discountRecord(input, currency), target: "line" as const })),
  ]
}

function linesIn(store: ShopStore, order: OrderRecord, sold: readonly SoldLine[]) {
  let next = order.discounts.findIndex(({ target }) => target === "line")
  const lines = sold.map((one) => newLine(store, one, order.retailLocationId !== null))
  const allocations = allocate(
    order.discounts,
    lines.map(({ unitPrice, quantity, giftCard }, index) => ({
      price: unitPrice * quantity,
      own: sold[index]?.input.lineDiscount ? next++ : null,
      isLeftOut: giftCard,
    }))
  )
  lines.forEach((line, index) => (line.allocations = allocations[index] ?? []))
  return lines
}

function shippingIn(store: ShopStore, sale: Sale, discounts: readonly DiscountRecord[]): ShippingRecord {
  const { currency, shippingPrice } = store.shop
  const price = sale.shippingPrice === undefined ? shippingPrice : (readMoney(sale.shippingPrice, currency) ?? 0)
  const allocations = allocateShipping(discounts, price)
  return { id: store.nextId(), title: sale.shippingTitle ?? "Standard", price, allocations, refunded: 0 }
}

function paymentIn(store: ShopStore, { payment = "paid" }: Sale, total: number): TransactionRecord[] {
  if (payment === "pending") return []
  const amount = payment === "partial" ? Math.floor(total / 2) : total
  const kind = payment === "authorized" ? ("AUTHORIZATION" as const) : ("SALE" as const)
  const makes = { id: store.nextId(), gateway: "bogus", parentId: null, refundId: null, createdAt: store.clock.now() }
  return [{ ...makes, kind, status: "SUCCESS", amount }]
}

/** Over the counter, what is sold is handed over with it. */
function handOver(store: ShopStore, order: OrderRecord, locationId: number): void {
  const now = store.clock.now()
  const lines = order.fulfillmentOrders.flatMap((work) =>
    work.lines.map((line) => ({
      id: store.nextId(),
      lineId: line.lineId,
      quantity: line.quantity,
      parts: [{ workId: work.id, workLineId: line.id, quantity: line.quantity }],
    }))
  )
  const done = { status: "SUCCESS" as const, tracking: [], deliveredAt: now, createdAt: now, updatedAt: now }
  order.fulfillments.push({ id: store.nextId(), name: `${order.name}-F1`, locationId, lines, ...done })
}
