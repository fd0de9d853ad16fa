import type { ToyOrder, ToyShop, ToyWrite } from "./shop"

const PAGE = 2

/** A page of the toy API. */
export interface ToyPage<T> {
  readonly items: readonly T[]
  /** Pass as `after` to read on; null on the last page. */
  readonly next: string | null
}

/** What the toy shop shows for one article at one place. */
export interface ToyLevel {
  readonly articleRef: string
  readonly locationRef: string
  readonly available: number
}

/**
 * The toy shop's API as a `fetch`: `GET /articles|/levels|/orders|/locations` in small pages, `GET /<list>/<ref>` for one,
 * `POST /levels` to write. It lets a connector be tried without a socket.
 */
export function toyFetch(shop: ToyShop): typeof fetch {
  return async (input, init) => {
    init?.signal?.throwIfAborted()
    const request = new Request(input, init)
    if (request.headers.get("authorization") !== `Bearer ${shop.token}`) return reply(401, { message: "Who are you?" })
    const { pathname, searchParams } = new URL(request.url)
    const [, list = "", ref] = pathname.split("/").map(decodeURIComponent)
    if (request.method === "POST")
      return reply(
        200,
        ((await request.json()) as ToyWrite[]).map((each) => shop.write(each))
      )
    const found = ref === undefined ? readPage(shop, list, searchParams.get("after")) : readOne(shop, list, ref)
    return found === undefined ? reply(404, { message: "No such thing." }) : reply(200, found)
  }
}

function readPage(shop: ToyShop, list: string, after: string | null): ToyPage<unknown> | undefined {
  if (list === "orders") return pageOfOrders(shop.ordersAfter(Number(after ?? 0)))
  const all = lists[list]?.(shop)
  if (!all) return undefined
  const start = Number(after ?? 0)
  const end = start + PAGE
  return { items: all.slice(start, end), next: end < all.length ? String(end) : null }
}

/** Orders are paged by revision, so that a change made while somebody reads is met again and never missed. */
function pageOfOrders(orders: readonly ToyOrder[]): ToyPage<ToyOrder> {
  const items = orders.slice(0, PAGE)
  return { items, next: orders.length > PAGE ? String(items.at(-1)?.revision) : null }
}

function readOne(shop: ToyShop, list: string, ref: string): unknown {
  if (list === "orders") return shop.order(ref)
  return lists[list]?.(shop).find((each) => refOf(each) === ref)
}

const lists: Readonly<Record<string, (shop: ToyShop) => readonly object[]>> = {
  articles: (shop) => shop.articles,
  locations: (shop) => Object.entries(shop.locations).map(([ref, name]) => ({ ref, name })),
  levels: (shop) =>
    shop.articles.flatMap(({ ref: articleRef }) =>
      Object.keys(shop.locations).map((locationRef) => ({
        articleRef,
        locationRef,
        available: shop.available(articleRef, locationRef),
      }))
    ),
}

const refOf = (each: object) =>
  "ref" in each ? each.ref : `${(each as ToyLevel).articleRef}@${(each as ToyLevel).locationRef}`

const reply = (status: number, body: unknown) => Response.json(body, { status })
