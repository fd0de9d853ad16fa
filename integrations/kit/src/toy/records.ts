import { moneyFromDecimal } from "../money"
import type { ListingRecord, LocationRecord, ReturnRecord, StockRecord } from "../records"
import type { ToyLevel, WireArticle } from "./api/wire"
import type { ToyReturn } from "./shop/model"

const START = Date.parse("2026-01-01T00:00:00Z")

/** A revision is a time here: it rises with each change, which is all that `updatedAt` has to do. */
export const instantOf = (revision: number): string => new Date(START + revision * 1_000).toISOString()

/** Articles and places have no history in the toy shop. */
const never = instantOf(0)

export const toListing = (article: WireArticle): ListingRecord => ({
  feed: "listings",
  ref: article.ref,
  productRef: article.productRef ?? article.ref,
  stockRef: article.ref,
  title: article.title,
  sku: blankIsNone(article.sku),
  barcode: blankIsNone(article.barcode ?? null),
  tracked: article.tracked ?? true,
  duplicateSkuCount: article.sameSku,
  status: article.status ?? "active",
  price: moneyFromDecimal(article.price, article.currencyCode),
  updatedAt: never,
  raw: article,
})

/** A SKU of nothing but spaces names nothing. */
const blankIsNone = (text: string | null) => (text?.trim() ? text : null)

export const toLocation = (location: { ref: string; name: string; open: boolean }): LocationRecord => ({
  feed: "locations",
  ref: location.ref,
  name: location.name,
  active: location.open,
  pickup: true,
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

export const toReturn = (given: ToyReturn): ReturnRecord => ({
  feed: "returns",
  ref: given.ref,
  orderRef: given.orderRef,
  number: given.number,
  status: given.status,
  locationRef: given.locationRef,
  lines: given.lines,
  refunded: null,
  updatedAt: instantOf(given.revision),
  raw: given,
})
