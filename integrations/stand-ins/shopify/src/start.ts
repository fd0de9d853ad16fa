import { Bucket } from "./admin/bucket"
import type { RequestContext } from "./admin/context"
import { newCounters } from "./admin/counters"
import { show } from "./admin/views"
import { Credentials } from "./auth/credentials"
import { BulkFiles } from "./bulk/bulk-files"
import { BulkRunner } from "./bulk/bulk-runner"
import { Buyers } from "./buyers"
import { systemClock } from "./clock"
import { Control } from "./control/control"
import { FaultPlan } from "./faults"
import { listen } from "./http/server"
import { Jobs } from "./jobs/jobs"
import { jobRunners } from "./jobs/runners"
import { defaultClientId, defaultScopes, defaultShop, type StandInOptions } from "./options"
import { route } from "./route"
import { rulesWithout } from "./rules/rule-book"
import { openShop } from "./shop/seed"
import { loadShop, StateFile } from "./shop/state-file"
import type { ShopStore } from "./shop/store"
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
const defaultBulkPageMs = 5

/** Opens a shop that speaks Shopify's Admin API on this machine. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const parts = assemble(options)
  const { store, courier, jobs, buyers, bulk, place, files, stateFile } = parts
  const server = await listen(options.port ?? 0, (request, response, url) => parts.serve(request, response, url))
  place.url = server.url
  courier.resume()
  jobs.resume()
  bulk.resume()
  if (options.buyers) buyers.set(options.buyers)
  return {
    url: server.url,
    adminUrl: `${server.url}/admin/api/2026-07/graphql.json`,
    state: store,
    control: parts.control,
    async close() {
      buyers.stop()
      jobs.stop()
      bulk.stop()
      await server.close()
      await courier.close()
      await stateFile?.close()
      files.close()
    },
  }
}

/** The parts of a stand-in, put together and not yet at work. */
function assemble(options: StandInOptions) {
  const clock = options.clock ?? systemClock
  const seed = options.seed ?? {}
  const counters = newCounters()
  const ruleBook = rulesWithout([options.without ?? []].flat())
  const kept = options.stateFile ? loadShop(options.stateFile, clock, ruleBook) : null
  const store = kept ?? openShop(options.shop ?? defaultShop, seed, clock, ruleBook)
  const stateFile = options.stateFile ? new StateFile(options.stateFile, store) : null
  const faults = new FaultPlan(options.faults ?? {}, clock, counters)
  const own = { token: options.accessToken, scopes: options.scopes ?? defaultScopes }
  const credentials = new Credentials(store, clock, own)
  const bucket = new Bucket({ ...defaultBucket, ...options.bucket }, clock)
  const { domain } = store.shop
  const courier = new Courier(
    store,
    { domain, secret: options.webhookSecret, clock, isSigned: store.keeps("hook-signed") },
    counters
  )
  const dispatcher = new Dispatcher(store, faults, courier)
  const jobs = new Jobs(store, clock, jobRunners(store), options.jobMs ?? defaultJobMs)
  const files = new BulkFiles(options.stateFile ? `${options.stateFile}.bulk` : null)
  const place = { url: "" }
  const work = { store, show, clock, faults, jobs }
  const bulk = new BulkRunner(work, place, files, options.bulkPageMs ?? defaultBulkPageMs)
  const buyers = new Buyers(store, clock)
  const control = new Control({ store, seed, bucket, faults, counters, courier, dispatcher, buyers, credentials, bulk })
  const limits = { bucket, requestMax: options.requestCostMax ?? defaultRequestCostMax, counters }
  const context: Omit<RequestContext, "vendor" | "scopes" | "publicUrl"> = { ...work, bulk }
  const oauth = {
    clientId: options.clientId ?? defaultClientId,
    clientSecret: options.webhookSecret,
    domain,
    clock,
    credentials,
  }
  const serve = route({ control, store, files, oauth, admin: { credentials, limits, context } })
  return { store, courier, jobs, buyers, bulk, place, files, stateFile, control, serve }
}
