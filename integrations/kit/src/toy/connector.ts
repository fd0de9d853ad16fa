import type { Command, Result } from "../commands"
import type { Connector, Host, Session } from "../connector"
import { Rejected } from "../errors"
import { failed } from "../failure"
import type { ChannelRecord, Feed, Page, RecordOf } from "../records"
import type { ToyPage } from "./api"
import { call } from "./client"
import { toyConfigSchema, type ToyConfig } from "./config"
import { toListing, toLocation, toOrder, toStock } from "./records"
import type { ToyOutcome } from "./shop"
import { readWebhook } from "./webhook"

/** How each feed is read: where from, and into what. */
const feeds: Partial<Record<Feed, { path: string; read: (item: never, now: number) => ChannelRecord }>> = {
  listings: { path: "articles", read: toListing },
  locations: { path: "locations", read: toLocation },
  orders: { path: "orders", read: toOrder },
  stock: { path: "levels", read: toStock },
}

/** The smallest whole connector: read it before writing your own. */
export const toyConnector: Connector<ToyConfig> = {
  id: "toy",
  apiVersion: "1",
  configSchema: toyConfigSchema,
  secrets: ["token", "webhookSecret"],
  capabilities: {
    feeds: ["listings", "orders", "stock", "locations"],
    commands: ["stock"],
    stock: { write: "cas", locations: "many", zero: "number", confirm: "sync", batch: 50 },
    idempotency: { stock: "vendor-key" },
    limits: [{ name: "requests", capacity: 100, perSecond: 100, cost: 1 }],
    webhooks: { auth: "hmac", replayable: true },
  },
  open: (config, host): Session => ({
    pull: (feed, cursor) => pull(config, host, feed, cursor),
    get: (feed, ref) => get(config, host, feed, ref),
    push: (commands) => push(config, host, commands),
    webhook: (request) => Promise.resolve(readWebhook(config, request)),
  }),
}

async function pull<F extends Feed>(config: ToyConfig, host: Host, feed: F, cursor: string | null): Promise<Page<F>> {
  const { path, read } = feedOf(feed)
  const after = cursor === null ? "" : `?after=${encodeURIComponent(cursor)}`
  const page = await call<ToyPage<never>>(config, host, `/${path}${after}`)
  const items = (page?.items ?? []).map((item) => read(item, host.now()) as RecordOf<F>)
  const next = page?.next ?? null
  if (feed !== "orders" || next !== null) return { items, next }
  const revision = (page?.items.at(-1) as { revision: number } | undefined)?.revision
  return { items, next, resume: revision === undefined ? (cursor ?? "0") : String(revision) }
}

async function get<F extends Feed>(config: ToyConfig, host: Host, feed: F, ref: string): Promise<RecordOf<F> | null> {
  const { path, read } = feedOf(feed)
  const item = await call<never>(config, host, `/${path}/${encodeURIComponent(ref)}`)
  return item === null ? null : (read(item, host.now()) as RecordOf<F>)
}

async function push(config: ToyConfig, host: Host, commands: readonly Command[]): Promise<readonly Result[]> {
  const stock = commands.flatMap((command) => (command.type === "stock" ? [command] : []))
  const writes = stock.map(({ key, stockRef, locationRef, quantity, expected }) => ({
    key,
    articleRef: stockRef,
    locationRef,
    quantity,
    expected,
  }))
  try {
    const outcomes = writes.length === 0 ? [] : await call<ToyOutcome[]>(config, host, "/levels", writes)
    return commands.map((command) =>
      command.type === "stock" ? toResult(command.key, outcomes?.[stock.indexOf(command)]) : unsupported(command)
    )
  } catch (error) {
    return commands.map(({ key }) => failed(key, error))
  }
}

const unsupported = ({ key, type }: Command): Result => ({
  key,
  status: "rejected",
  code: "unsupported-command",
  message: `The toy shop cannot \`${type}\`.`,
})

function toResult(key: string, outcome: ToyOutcome | undefined): Result {
  const observed = outcome?.shown === undefined ? {} : { observed: outcome.shown }
  if (outcome?.outcome === "set") return { key, status: "applied", ...observed }
  if (outcome?.outcome === "stale") return { key, status: "conflict", ...observed }
  if (!outcome) return { key, status: "unknown", message: "The toy shop left this write out of its answer." }
  return { key, status: "rejected", code: outcome.outcome, message: `The toy shop says: ${outcome.outcome}.` }
}

function feedOf(feed: Feed) {
  const found = feeds[feed]
  if (!found) throw new Rejected(`The toy shop has no ${feed}.`, "unsupported-feed")
  return found
}
