import type { ListingRecord, LocationRecord, Money, OrderRecord, StockRecord } from "../records"
import type { ToyLevel } from "./api"
import type { ToyArticle, ToyOrder } from "./shop"

const UNIT_PRICE = 500
const START = Date.parse("2026-01-01T00:00:00Z")
const euro = (amount: number): Money => ({ amount, currencyCode: "EUR" })

/** Nothing in the toy shop but orders has a time: the rest never changes, or has no history. */
const never = new Date(START).toISOString()

export const toListing = (article: ToyArticle): ListingRecord => ({
  feed: "listings",
  ref: article.ref,
  productRef: article.ref,
  stockRef: article.ref,
  title: article.title,
  sku: article.sku,
  barcode: null,
  tracked: true,
  duplicateSkuCount: 1,
  updatedAt: never,
  raw: article,
})

export const toLocation = (location: { ref: string; name: string }): LocationRecord => ({
  feed: "locations",
  ref: location.ref,
  name: location.name,
  active: true,
  updatedAt: never,
  raw: location,
})

/** @param now milliseconds since 1970: a level is as fresh as the moment it was read. */
export const toStock = (level: ToyLevel, now: number): StockRecord => ({
  feed: "stock",
  ref: `${level.articleRef}@${level.locationRef}`,
  stockRef: level.articleRef,
  locationRef: level.locationRef,
  available: level.available,
  updatedAt: new Date(now).toISOString(),
  raw: level,
})

/** A revision is a time here: it rises with each change, which is all that `updatedAt` has to do. */
export const toOrder = (order: ToyOrder): OrderRecord => ({
  feed: "orders",
  ref: order.ref,
  number: order.ref,
  status: order.cancelled ? "cancelled" : "open",
  test: false,
  placedAt: never,
  updatedAt: new Date(START + order.revision * 1_000).toISOString(),
  currencyCode: "EUR",
  taxesIncluded: true,
  email: null,
  shippingAddress: null,
  billingAddress: null,
  delivery: { method: "pickup", locationRef: order.locationRef },
  lines: [
    {
      ref: `${order.ref}-1`,
      listingRef: order.articleRef,
      sku: null,
      title: order.articleRef,
      quantity: order.cancelled ? 0 : order.quantity,
      unitPrice: euro(UNIT_PRICE),
      discount: euro(0),
      tax: euro(0),
      requiresShipping: true,
    },
  ],
  shipping: euro(0),
  total: euro(UNIT_PRICE * order.quantity),
  raw: order,
})
