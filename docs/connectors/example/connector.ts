import { createHmac, timingSafeEqual } from "node:crypto"
import {
  BAD_CURSOR,
  Disconnected,
  failed,
  moneyFromDecimal,
  NoAnswer,
  Rejected,
  retryAfterMs,
  RetryLater,
  type ChannelRecord,
  type Command,
  type Connector,
  type Feed,
  type Host,
  type Page,
  type RecordOf,
  type Result,
  type Session,
  type Verdict,
  type WebhookRequest,
} from "@anyshelf/connector-kit"
import { z } from "zod"

// #region what the vendor says
const configSchema = z.strictObject({
  url: z.url("url must be the address of the shop, for example https://shop.example.com."),
  apiKey: z.string().min(1, "apiKey must not be empty."),
  webhookSecret: z.string().min(1, "webhookSecret must not be empty."),
})
type Config = z.infer<typeof configSchema>

interface Item {
  id: string
  name: string
  sku: string | null
  price: string
  stock: number
}
interface Sale {
  id: string
  change: number
  at: string
  cancelled: boolean
  total: string
  items: { id: string; itemId: string; count: number; price: string }[]
}
// #endregion

// #region one way out
/** One request. Every answer of the vendor becomes a value, null for "no such thing", or one of the kit's errors. */
async function ask<T>({ url, apiKey }: Config, host: Host, path: string, body?: unknown): Promise<T | null> {
  const headers = { "x-api-key": apiKey, "content-type": "application/json" }
  const init = body === undefined ? { headers } : { headers, method: "PUT", body: JSON.stringify(body) }
  const response = await host.fetch(`${url}${path}`, init).catch((cause: unknown) => {
    throw cause instanceof RetryLater ? cause : new NoAnswer("The corner shop does not answer.", undefined, { cause })
  })
  const { status } = response
  if (status === 401) throw new Disconnected("The corner shop refuses the API key: put the right one in the options.")
  if (status === 404) return null
  if (status === 429) {
    const waitMs = retryAfterMs(response.headers.get("retry-after"), host.now())
    throw new RetryLater("The corner shop asks for patience.", waitMs)
  }
  if (status >= 500) throw new NoAnswer(`The corner shop answered ${status}.`)
  const answer = (await response.json().catch(() => null)) as T | null
  if (answer === null) throw new NoAnswer("The corner shop's answer is not JSON.")
  if (status === 409 || response.ok) return answer
  throw new Rejected(`The corner shop answered ${status}: ${JSON.stringify(answer)}`, String(status))
}
// #endregion

// #region reading
const PLACE = "shop"
const money = (decimal: string) => moneyFromDecimal(decimal, "EUR")
const epoch = new Date(0).toISOString()

const listing = (item: Item): RecordOf<"listings"> => ({
  feed: "listings",
  ref: item.id,
  productRef: item.id,
  stockRef: item.id,
  title: item.name,
  sku: item.sku,
  barcode: null,
  tracked: true,
  duplicateSkuCount: 1,
  price: money(item.price),
  updatedAt: epoch,
  raw: item,
})
const level = (item: Item): RecordOf<"stock"> => ({
  feed: "stock",
  ref: `${item.id}@${PLACE}`,
  stockRef: item.id,
  locationRef: PLACE,
  available: item.stock,
  updatedAt: epoch,
  raw: item,
})
const order = (sale: Sale): RecordOf<"orders"> => ({
  feed: "orders",
  ref: sale.id,
  number: sale.id,
  status: sale.cancelled ? "cancelled" : "open",
  test: false,
  placedAt: sale.at,
  updatedAt: sale.at,
  currencyCode: "EUR",
  taxesIncluded: true,
  email: null,
  shippingAddress: null,
  billingAddress: null,
  delivery: { method: "pickup", locationRef: PLACE },
  lines: sale.items.map(({ id, itemId, count, price }) => ({
    ref: id,
    listingRef: itemId,
    sku: null,
    title: itemId,
    quantity: count,
    unitPrice: money(price),
    discount: money("0"),
    tax: money("0"),
    requiresShipping: true,
  })),
  shipping: money("0"),
  total: money(sale.total),
  raw: sale,
})

const place: RecordOf<"locations"> = {
  feed: "locations",
  ref: PLACE,
  name: "Shop",
  active: true,
  updatedAt: epoch,
  raw: {},
}

async function pull(config: Config, host: Host, feed: Feed, cursor: string | null): Promise<Page<never>> {
  if (cursor !== null && !/^\d{1,12}$/.test(cursor)) throw new Rejected(`"${cursor}" is no cursor.`, BAD_CURSOR)
  if (feed === "locations") return { items: [place as never], next: null }
  const from = Number(cursor ?? 0)
  if (feed === "orders") {
    const sales = (await ask<Sale[]>(config, host, `/sales?after=${from}`)) ?? []
    const last = sales.at(-1)?.change ?? from
    const items = sales.map(order) as never[]
    return sales.length < PAGE ? { items, next: null, resume: String(last) } : { items, next: String(last) }
  }
  if (feed === "returns") throw new Rejected("The corner shop has no returns.", "unsupported-feed")
  const found = (await ask<Item[]>(config, host, `/items?from=${from}`)) ?? []
  const items = found.map((item) => (feed === "listings" ? listing(item) : level(item))) as never[]
  return { items, next: found.length < PAGE ? null : String(from + found.length) }
}
const PAGE = 10

async function get(config: Config, host: Host, feed: Feed, ref: string): Promise<ChannelRecord | null> {
  if (feed === "locations") return ref === PLACE ? place : null
  const id = feed === "stock" && ref.endsWith(`@${PLACE}`) ? ref.slice(0, -PLACE.length - 1) : ref
  if (!/^[\w-]+$/.test(id) || (feed === "stock" && id === ref)) return null
  if (feed === "orders") {
    const sale = await ask<Sale>(config, host, `/sales/${id}`)
    return sale && order(sale)
  }
  const item = await ask<Item>(config, host, `/items/${id}`)
  return item && (feed === "listings" ? listing(item) : level(item))
}
// #endregion

// #region writing
async function push(config: Config, host: Host, command: Command): Promise<Result> {
  const { key } = command
  if (command.type !== "stock")
    return { key, status: "rejected", code: "unsupported-command", message: `The corner shop cannot ${command.type}.` }
  const { stockRef, locationRef, quantity, expected } = command
  if (locationRef !== PLACE) return { key, status: "rejected", code: "no-such-place", message: "There is one place." }
  try {
    const body = { quantity, expected }
    const answer = await ask<{ stock: number; set: boolean }>(config, host, `/items/${stockRef}/stock`, body)
    if (!answer) return { key, status: "rejected", code: "no-such-item", message: `There is no item ${stockRef}.` }
    return { key, status: answer.set ? "applied" : "conflict", observed: answer.stock }
  } catch (error) {
    return failed(key, error)
  }
}
// #endregion

// #region webhooks
function webhook({ webhookSecret }: Config, { headers, rawBody }: WebhookRequest): Verdict {
  const wanted = Buffer.from(createHmac("sha256", webhookSecret).update(rawBody).digest("base64"))
  const given = Buffer.from(headers["x-corner-signature"] ?? "")
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return { ok: false, reason: "signature" }
  const { event, sale } = JSON.parse(Buffer.from(rawBody).toString("utf8")) as { event?: string; sale?: string }
  if (!event) return { ok: false, reason: "malformed" }
  return { ok: true, dedupe: event, hints: sale ? [{ feed: "orders", ref: sale }] : [] }
}
// #endregion

// #region the connector
export const cornerShop: Connector<Config> = {
  id: "corner-shop",
  apiVersion: "1",
  configSchema,
  secrets: ["apiKey", "webhookSecret"],
  capabilities: {
    feeds: ["listings", "orders", "stock", "locations"],
    commands: ["stock"],
    stock: { write: "cas", locations: "one", zero: "number", confirm: "sync", batch: 10 },
    idempotency: { stock: "look-first" },
    limits: [{ name: "requests", capacity: 20, perSecond: 10, cost: 1 }],
    webhooks: { auth: "hmac", replayable: false },
  },
  open: (config, host): Session => ({
    pull: (feed, cursor) => pull(config, host, feed, cursor) as Promise<never>,
    get: (feed, ref) => get(config, host, feed, ref) as Promise<never>,
    push: async (commands) => {
      const results: Result[] = []
      for (const command of commands) results.push(await push(config, host, command))
      return results
    },
    webhook: async (request) => webhook(config, request),
  }),
}
// #endregion
