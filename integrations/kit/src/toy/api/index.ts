import type { ToyShop } from "../shop/shop"
import type { ToyAction } from "../shop/act"
import type { ToyWrite } from "../shop/shelf"
import { toyTopics } from "../shop/webhooks"
import { readOne, readPage } from "./pages"

export type { ToyPage } from "./pages"

/** How the toy API is reached. */
export interface ToyFetchOptions {
  /** How long each answer takes, by `sleep`. @default 0 */
  readonly latencyMs?: number
  readonly sleep?: (ms: number) => Promise<unknown>
}

/**
 * The toy shop's API as a `fetch`, so that a connector can be tried without a socket.
 *
 * `GET /articles|/levels|/orders|/returns|/locations` gives small pages, `GET /<list>/<ref>` one thing; `POST /levels` writes a
 * batch of numbers, `POST /actions` does anything else, `GET` and `PUT /webhooks` say where webhooks go.
 */
export function toyFetch(shop: ToyShop, { latencyMs = 0, sleep }: ToyFetchOptions = {}): typeof fetch {
  return async (input, init) => {
    init?.signal?.throwIfAborted()
    const request = new Request(input, init)
    if (latencyMs > 0) await sleep?.(latencyMs)
    const waitSeconds = shop.admit()
    if (waitSeconds !== null) return refuse(429, "Too many requests.", { "retry-after": String(waitSeconds) })
    const known = request.headers.get("authorization") === `Bearer ${shop.token}`
    if (!known && shop.rules.holds("token")) return refuse(401, "Who are you?")
    return request.method === "GET" ? read(shop, new URL(request.url)) : write(shop, request)
  }
}

function read(shop: ToyShop, { pathname, searchParams }: URL): Response {
  const [, list = "", ref] = pathname.split("/").map(decodeURIComponent)
  if (list === "webhooks") return Response.json({ url: shop.webhooks.url, topics: shop.webhooks.topics })
  const after = searchParams.get("after")
  const found = ref === undefined ? readPage(shop, list, after) : readOne(shop, list, ref)
  if (found !== undefined) return Response.json(found)
  return after !== null && list !== "" ? refuse(422, `There is no page after ${after}.`) : refuse(404, "No such thing.")
}

async function write(shop: ToyShop, request: Request): Promise<Response> {
  const body: unknown = await request.json()
  const { pathname } = new URL(request.url)
  if (pathname === "/actions") return Response.json(shop.act(body as ToyAction))
  if (pathname === "/webhooks") return subscribe(shop, body as { url: string })
  const writes = body as readonly ToyWrite[]
  if (writes.length > shop.variant.batch)
    return refuse(422, `At most ${shop.variant.batch} numbers may be written at once.`)
  return Response.json(writes.map((each) => shop.write(each)))
}

function subscribe({ webhooks }: ToyShop, { url }: { url: string }): Response {
  webhooks.url = url
  webhooks.topics = toyTopics
  return Response.json({ url, topics: webhooks.topics })
}

const refuse = (status: number, message: string, headers: Record<string, string> = {}) =>
  Response.json({ message }, { status, headers })
