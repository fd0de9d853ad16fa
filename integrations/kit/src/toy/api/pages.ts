import type { ToyShop } from "../shop/shop"
import { articleOnWire, orderOnWire, type ToyLevel } from "./wire"

/** A page of the toy API. */
export interface ToyPage<T> {
  readonly items: readonly T[]
  /** Pass as `after` to read on; null on the last page. */
  readonly next: string | null
}

/** A page of a list after a place in it; undefined when there is no such list, or no such place. */
export function readPage(shop: ToyShop, list: string, after: string | null): ToyPage<unknown> | undefined {
  const from = Number(after ?? 0)
  if (!Number.isSafeInteger(from) || from < 0) return undefined
  if (list === "orders") return pageOfChanges(shop.ordersAfter(from, shop.pageSize + 1), shop.pageSize, orderOnWire)
  if (list === "returns")
    return pageOfChanges(shop.returnsAfter(from, shop.pageSize + 1), shop.pageSize, (each) => each)
  const all = lists[list]
  return all && pageOfPlaces(all.count(shop), from, shop.pageSize, (at) => all.at(shop, at))
}

/** One thing of a list, or undefined. */
export function readOne(shop: ToyShop, list: string, ref: string): unknown {
  if (list === "orders") return mapped(shop.order(ref), orderOnWire)
  if (list === "returns") return shop.return(ref)
  if (list === "articles")
    return mapped(shop.article(ref), (article) => articleOnWire(article, sameSku(shop, article.sku)))
  if (list === "locations") return ref in shop.locations ? placeOf(shop, ref) : undefined
  const [articleRef, locationRef, ...more] = ref.split("@")
  if (list !== "levels" || articleRef === undefined || locationRef === undefined || more.length > 0) return undefined
  return shop.article(articleRef) && locationRef in shop.locations ? levelOf(shop, articleRef, locationRef) : undefined
}

/** Paged by revision, so that a change made while somebody reads is met again and never missed. */
function pageOfChanges<T extends { revision: number }>(
  changes: readonly T[],
  size: number,
  show: (item: T) => unknown
) {
  const items = changes.slice(0, size)
  return { items: items.map(show), next: changes.length > size ? String(items.at(-1)?.revision) : null }
}

function pageOfPlaces(count: number, from: number, size: number, at: (place: number) => unknown): ToyPage<unknown> {
  const end = Math.min(from + size, count)
  const items = Array.from({ length: Math.max(0, end - from) }, (_, step) => at(from + step))
  return { items, next: end < count ? String(end) : null }
}

const lists: Readonly<Record<string, { count(shop: ToyShop): number; at(shop: ToyShop, place: number): unknown }>> = {
  articles: {
    count: (shop) => shop.articles.length,
    at: (shop, place) => articleOnWire(shop.articles[place]!, sameSku(shop, shop.articles[place]!.sku)),
  },
  locations: {
    count: (shop) => Object.keys(shop.locations).length,
    at: (shop, place) => placeOf(shop, Object.keys(shop.locations)[place]!),
  },
  levels: {
    count: (shop) => shop.articles.length * Object.keys(shop.locations).length,
    at: (shop, place) => {
      const places = Object.keys(shop.locations)
      const article = shop.articles[Math.floor(place / places.length)]!
      return levelOf(shop, article.ref, places[place % places.length]!)
    },
  },
}

const levelOf = (shop: ToyShop, articleRef: string, locationRef: string): ToyLevel => ({
  articleRef,
  locationRef,
  available: shop.available(articleRef, locationRef),
})

const placeOf = (shop: ToyShop, ref: string) => ({
  ref,
  name: shop.locations[ref]!,
  open: !shop.closedLocations.has(ref),
})

const sameSku = (shop: ToyShop, sku: string | null) => shop.articlesWith(sku)

const mapped = <T, U>(value: T | undefined, map: (value: T) => U): U | undefined =>
  value === undefined ? undefined : map(value)
