import type { IncomingMessage, ServerResponse } from "node:http"
import type { BuyerOptions } from "../buyers"
import { sendJson } from "../http/answer"
import { isLoopback } from "../http/loopback"
import { BadRequest, parseJson, readLines, readObject, readText } from "../http/body"
import { isRefusal, type Refusal } from "../shop/refusal"
import type { LocationSeed } from "../shop/seed"
import type { ShopStore } from "../shop/store"
import { rules } from "../rules"
import type { Control, Done } from "./control"
import { orderSummary } from "./snapshot"
import { shelf } from "./shelf"

const bodyMax = 1024 * 1024
const loadMax = 64 * 1024 * 1024
const lineMax = 4 * 1024 * 1024

interface Exchange {
  readonly control: Control
  readonly store: ShopStore
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
}

/** The body is trusted as to its shape: what is wrong with its content, the shop says. */
const body = async <T>({ request }: Exchange): Promise<T> => (await readObject(request, bodyMax)) as T

type Handler = (exchange: Exchange) => Promise<void>

/** The control API, for tests, seeds and the shop's page. By method and path. */
const handlers: Record<string, Handler> = {
  "POST /control/sell": async (exchange) =>
    answer(exchange, await exchange.control.sell(await body(exchange)), orderAnswer),
  "POST /control/cancel": async (exchange) =>
    answer(exchange, await exchange.control.cancel(await body(exchange)), orderAnswer),
  "POST /control/edit": async (exchange) =>
    answer(exchange, await exchange.control.edit(await body(exchange)), orderAnswer),
  "POST /control/stock": async (exchange) =>
    answer(exchange, await exchange.control.setStock(await body(exchange)), ({ result, webhooks }) => ({
      quantities: result.quantities,
      webhooks,
    })),
  "POST /control/refund": async (exchange) =>
    answer(exchange, await exchange.control.refund(await body(exchange)), ({ result, webhooks }) => ({
      refund: { id: `gid://shopify/Refund/${result.id}`, amount: result.amount },
      webhooks,
    })),
  "POST /control/fulfil": async (exchange) =>
    answer(exchange, await exchange.control.fulfil(await body(exchange)), orderAnswer),
  "POST /control/return": async (exchange) =>
    answer(exchange, await exchange.control.requestReturn(await body(exchange)), ({ result, webhooks }) => ({
      return: { id: `gid://shopify/Return/${result.id}`, name: result.name, status: result.status },
      webhooks,
    })),
  "POST /control/products": async (exchange) =>
    sendJson(exchange.response, 200, await exchange.control.loadProducts(await products(exchange))),
  "POST /control/locations": async (exchange) => {
    const seed = await body<LocationSeed>(exchange)
    if (typeof seed.name !== "string" || seed.name.trim() === "") throw new BadRequest(400, "a place needs a `name`")
    const { id, name } = exchange.control.upsertLocation(seed)
    sendJson(exchange.response, 200, { id: `gid://shopify/Location/${id}`, name })
  },
  "POST /control/faults": async (exchange) =>
    sendJson(exchange.response, 200, exchange.control.setFaults(await body(exchange))),
  "DELETE /control/faults": async ({ response, control }) => sendJson(response, 200, control.clearFaults()),
  "POST /control/buyers": async (exchange) => {
    const options = await body<Omit<BuyerOptions, "perMinute"> & { perMinute?: unknown }>(exchange)
    if (typeof options.perMinute !== "number" || options.perMinute < 0)
      throw new BadRequest(400, "`perMinute` must be a number from 0 on")
    exchange.control.setBuyers({ ...options, perMinute: options.perMinute })
    sendJson(exchange.response, 200, { perMinute: options.perMinute })
  },
  "POST /control/webhooks/redeliver": async ({ response, control }) =>
    sendJson(response, 200, { redelivered: control.redeliver() }),
  "POST /control/subscriptions/drop": async (exchange) => {
    const { topic } = await body<{ topic?: string }>(exchange)
    sendJson(exchange.response, 200, { dropped: exchange.control.dropSubscriptions(topic) })
  },
  "POST /control/scopes": async (exchange) => {
    const { scopes } = await body<{ scopes?: unknown }>(exchange)
    if (!Array.isArray(scopes) || !scopes.every((scope) => typeof scope === "string"))
      throw new BadRequest(400, "`scopes` must be a list of texts, as `write_inventory`")
    exchange.control.setScopes(scopes)
    sendJson(exchange.response, 200, { scopes })
  },
  "POST /control/token/revoke": async ({ response, control }) => {
    control.revokeTokens()
    sendJson(response, 200, { revoked: true })
  },
  "POST /control/token/restore": async ({ response, control }) => {
    control.restoreToken()
    sendJson(response, 200, { restored: true })
  },
  "POST /control/uninstall": async ({ response, control }) => {
    control.uninstall()
    sendJson(response, 200, { uninstalled: true })
  },
  "GET /control/webhooks": async ({ response, control }) => sendJson(response, 200, { attempts: control.attempts() }),
  "GET /control/rules": async ({ response }) => sendJson(response, 200, { rules }),
  "GET /control/state": async ({ response, control, url }) => {
    const sku = url.searchParams.get("sku")
    const filter = { ...numberOf(url, "levels"), ...numberOf(url, "orders"), ...(sku !== null && { sku }) }
    sendJson(response, 200, control.snapshot(filter))
  },
  "GET /control/shelf": async ({ response, store, url }) =>
    sendJson(response, 200, shelf(store, url.searchParams.get("search") ?? "", numberOf(url, "first")["first"] ?? 30)),
  "POST /control/reset": async ({ response, control }) => {
    control.reset()
    sendJson(response, 200, { reset: true })
  },
}

/** Answers a request to `/control/…`. */
export async function serveControl(exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange
  const handler = handlers[`${request.method} ${url.pathname}`]
  if (!handler)
    return sendJson(response, 404, {
      error: `there is no ${request.method} ${url.pathname}; there are: ${Object.keys(handlers).join(", ")}`,
    })
  checkOrigin(request)
  await handler(exchange)
}

/** A web page from elsewhere could make a browser post here; the browser then says where the page is from. */
function checkOrigin({ headers: { origin } }: IncomingMessage): void {
  if (origin === undefined || (URL.canParse(origin) && isLoopback(new URL(origin).hostname))) return
  throw new BadRequest(403, "the control API is for this machine only")
}

/** One product a line, or a JSON list of them. */
async function products({ request }: Exchange): Promise<Iterable<unknown> | AsyncIterable<unknown>> {
  if (/ndjson/.test(request.headers["content-type"] ?? "")) return parsedLines(request)
  const list = parseJson(await readText(request, loadMax))
  if (Array.isArray(list)) return list as unknown[]
  throw new BadRequest(400, "send a JSON list of products, or one product a line as application/x-ndjson")
}

async function* parsedLines(request: IncomingMessage): AsyncGenerator<unknown> {
  for await (const line of readLines(request, lineMax)) {
    if (line.trim() === "") continue
    // A line that is no JSON is a bad product, not the end of the load.
    yield isJson(line) ? JSON.parse(line) : null
  }
}

function isJson(line: string): boolean {
  try {
    return JSON.parse(line) !== undefined
  } catch {
    return false
  }
}

function numberOf(url: URL, name: string): Record<string, number> {
  const given = url.searchParams.get(name)
  if (given === null) return {}
  const value = Number(given)
  if (!Number.isInteger(value) || value < 0) throw new BadRequest(400, `\`${name}\` must be a whole number from 0 on`)
  return { [name]: value }
}

const statuses: Record<Refusal["reason"], number> = {
  unknown: 404,
  sold_out: 409,
  not_for_sale: 409,
  too_late: 409,
  invalid: 400,
}

function answer<T>({ response }: Exchange, done: Done<T> | Refusal, show: (done: Done<T>) => unknown): void {
  if (isRefusal(done)) return sendJson(response, statuses[done.reason], { error: done.message, reason: done.reason })
  sendJson(response, 200, show(done))
}

const orderAnswer = ({ result, webhooks }: Done<Parameters<typeof orderSummary>[0]>) => ({
  order: { ...orderSummary(result), legacyResourceId: String(result.id) },
  webhooks,
})
