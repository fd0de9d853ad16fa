import { share } from "./money"
import type { DeliveryType, FulfillmentOrderRecord, LineRecord, OrderRecord, PersonRecord } from "./order-records"
import { deliveryTypes, type Sale } from "./sale"
import type { SoldLine } from "./sell"
import type { ShopStore } from "./store"

/** Writes the order down and tells subscribers. Stock is the caller's matter. */
export function placeOrder(
  store: ShopStore,
  sale: Sale,
  sold: readonly SoldLine[],
  retailLocationId: number | null
): OrderRecord {
  const now = store.clock.now()
  const { shop } = store
  const deliveryType = retailLocationId === null ? deliveryTypes[sale.delivery ?? "ship"] : "RETAIL"
  const lines = linesOf(store, sale, sold, retailLocationId !== null)
  const number = store.nextOrderNumber()
  const order: OrderRecord = {
    id: store.nextId(),
    number,
    name: `#${number}`,
    currency: shop.currency,
    taxesIncluded: shop.taxesIncluded,
    taxRate: shop.taxRate,
    taxTitle: shop.taxTitle,
    shipping: deliveryType === "SHIPPING" ? { id: store.nextId(), title: "Standard", price: shop.shippingPrice } : null,
    discount: sale.discount ?? null,
    customer: personOf(store, sale, now),
    address: { ...blankAddress, countryCode: shop.countryCode },
    addressId: store.nextId(),
    retailLocationId,
    sourceName: retailLocationId === null ? "web" : "pos",
    test: sale.test ?? false,
    lines,
    fulfillmentOrders: fulfillmentOrdersOf(store, sold, lines, deliveryType),
    note: sale.note ?? null,
    edited: false,
    cancelledAt: null,
    cancelReason: null,
    createdAt: now,
    updatedAt: now,
  }
  store.orders.add(order)
  store.emit({ topic: "ORDERS_CREATE", order })
  return order
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
  const email = sale.email ?? "ada.buyer@example.com"
  const known = store.orders.find("email", email, (order) => order.customer.email)?.customer
  if (known) return known
  return {
    id: store.nextId(),
    firstName: sale.firstName ?? "Ada",
    lastName: sale.lastName ?? "Buyer",
    email,
    createdAt: now,
  }
}

function linesOf(store: ShopStore, sale: Sale, sold: readonly SoldLine[], isHandedOver: boolean): LineRecord[] {
  const totals = sold.map(({ variant, quantity }) => variant.price * quantity)
  const off = Math.round((totals.reduce((sum, total) => sum + total, 0) * (sale.discount?.percentage ?? 0)) / 100)
  const discounts = share(off, totals)
  return sold.map(({ variant, quantity }, index) => {
    const product = store.products.get(variant.productId)
    const options = variant.selectedOptions.map(({ value }) => value).join(" / ")
    return {
      id: store.nextId(),
      variantId: variant.id,
      productId: variant.productId,
      inventoryItemId: variant.inventoryItemId,
      title: product?.title ?? "",
      variantTitle: options === "Default Title" ? null : options,
      sku: variant.sku,
      vendor: product?.vendor ?? "",
      unitPrice: variant.price,
      requiresShipping: variant.requiresShipping,
      tracked: variant.tracked,
      quantity,
      currentQuantity: quantity,
      unfulfilledQuantity: isHandedOver ? 0 : quantity,
      discount: discounts[index] as number,
    }
  })
}

/** One piece of work for each place that sends something. */
function fulfillmentOrdersOf(
  store: ShopStore,
  sold: readonly SoldLine[],
  lines: readonly LineRecord[],
  deliveryType: DeliveryType
): FulfillmentOrderRecord[] {
  const now = store.clock.now()
  const isDone = deliveryType === "RETAIL"
  const places = [...new Set(sold.flatMap(({ parts }) => parts.map(({ locationId }) => locationId)))]
  return places.map((locationId) => ({
    id: store.nextId(),
    locationId,
    deliveryType,
    deliveryMethodId: store.nextId(),
    status: isDone ? "CLOSED" : "OPEN",
    lines: sold.flatMap(({ parts }, index) =>
      parts
        .filter((part) => part.locationId === locationId)
        .map(({ quantity }) => ({
          id: store.nextId(),
          lineId: (lines[index] as LineRecord).id,
          quantity,
          remaining: isDone ? 0 : quantity,
        }))
    ),
    createdAt: now,
    updatedAt: now,
  }))
}
