import { Bucket } from "./admin/bucket"
import { newCounters } from "./admin/counters"
import { serveAdmin, type AdminOptions } from "./admin/endpoint"
import { show } from "./admin/views"
import { Buyers } from "./buyers"
import { systemClock } from "./clock"
import { Control } from "./control/control"
import { serveControl } from "./control/routes"
import { FaultPlan } from "./faults"
import { sendJson } from "./http/answer"
import { jobRunners } from "./jobs/runners"
import { Jobs } from "./jobs/jobs"
import { listen, type Serve } from "./http/server"
import { defaultScopes, defaultShop, type StandInOptions } from "./options"
import { openShop } from "./shop/seed"
import { loadShop, StateFile } from "./shop/state-file"
import { rulesWithout } from "./rules/rule-book"
import type { ShopStore } from "./shop/store"
import { serveStorefront } from "./storefront/routes"
import { Courier } from "./webhooks/courier"
import { Dispatcher } from "./webhooks/dispatcher"

export interface StandIn {
  /** The shop's page: `http://127.0.0.1:4200`. */
  readonly url: string
  /** The Admin API in the version that connectors are built for. */
  readonly adminUrl: string
  /** The shop itself, to look into. */
  readonly state: ShopStore
  readonly control: Control
  /** Stops listening, sending and selling, and saves what is to be saved. */
  close(): Promise<void>
}

const defaultBucket = { capacity: 2000, restoreRate: 100 }
const defaultRequestCostMax = 1000
const defaultJobMs = 200

/** Opens a shop that speaks Shopify's Admin API on this machine. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const clock = options.clock ?? systemClock
  const seed = options.seed ?? {}
  const counters = newCounters()
  const ruleBook = rulesWithout([options.without ?? []].flat())
  const faults = new FaultPlan(options.faults ?? {}, clock, counters)
  const store =
    (options.stateFile ? loadShop(options.stateFile, clock, ruleBook) : null) ??
    openShop(options.shop ?? defaultShop, seed, clock, ruleBook)
  const file = options.stateFile ? new StateFile(options.stateFile, store) : null
  const bucket = new Bucket({ ...defaultBucket, ...options.bucket }, clock)
  const courier = new Courier(store, { domain: store.shop.domain, secret: options.webhookSecret, clock }, counters)
  const dispatcher = new Dispatcher(store, faults, courier)
  const jobs = new Jobs(store, clock, jobRunners(store), options.jobMs ?? defaultJobMs)
  const buyers = new Buyers(store, clock)
  const control = new Control({ store, seed, bucket, faults, counters, courier, dispatcher, buyers })
  const limits = { bucket, requestMax: options.requestCostMax ?? defaultRequestCostMax, counters }
  const context = { store, show, clock, faults, jobs, scopes: new Set(options.scopes ?? defaultScopes) }
  const { port = 0, accessToken } = options
  const server = await listen(port, async (request, response, url) =>
    route(control, store, { accessToken, limits, context: { ...context, publicUrl: `http://${url.host}` } })(
      request,
      response,
      url
    )
  )
  courier.resume()
  jobs.resume()
  if (options.buyers) buyers.set(options.buyers)
  return {
    url: server.url,
    adminUrl: `${server.url}/admin/api/2026-07/graphql.json`,
    state: store,
    control,
    async close() {
      buyers.stop()
      jobs.stop()
      await server.close()
      await courier.close()
      await file?.close()
    },
  }
}

function route(control: Control, store: ShopStore, admin: AdminOptions): Serve {
  return async (request, response, url) => {
    const api = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(url.pathname)
    if (api && request.method === "POST") return serveAdmin(request, response, api[1] as string, admin)
    if (url.pathname === "/health") return sendJson(response, 200, { status: "ok", shop: store.shop.domain })
    if (url.pathname.startsWith("/control/")) return serveControl({ control, store, request, response, url })
    return serveStorefront(store, request, response, url)
  }
}
