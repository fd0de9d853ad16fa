import type { Host, Session } from "../connector"
import { BAD_CURSOR, Rejected } from "../errors"
import type { ChannelRecord, Feed, Page, RecordOf, Ref } from "../records"
import type { ToyPage } from "./api"
import { call } from "./client"
import type { ToyConfig } from "./config"
import { toOrder } from "./order-record"
import { toListing, toLocation, toReturn, toStock } from "./records"

/** How each feed is read: where from, and into what. */
const feeds: Record<Feed, { path: string; read: (item: never, now: number) => ChannelRecord }> = {
  listings: { path: "articles", read: toListing },
  locations: { path: "locations", read: toLocation },
  orders: { path: "orders", read: toOrder },
  returns: { path: "returns", read: toReturn },
  stock: { path: "levels", read: toStock },
}

/** Reads the toy shop. */
export function reader(config: ToyConfig, host: Host): Pick<Session, "pull" | "get"> {
  return {
    pull: (feed, cursor) => pull(config, host, feed, cursor),
    get: (feed, ref) => get(config, host, feed, ref),
  }
}

async function pull<F extends Feed>(config: ToyConfig, host: Host, feed: F, cursor: string | null): Promise<Page<F>> {
  const { path, read } = feedOf(feed)
  if (cursor !== null && !/^\d{1,15}$/.test(cursor)) throw new Rejected(`"${cursor}" is no cursor.`, BAD_CURSOR)
  const page = await call<ToyPage<never>>(config, host, `/${path}${cursor === null ? "" : `?after=${cursor}`}`)
  const items = (page?.items ?? []).map((item) => read(item, host.now()) as RecordOf<F>)
  const next = page?.next ?? null
  if ((feed !== "orders" && feed !== "returns") || next !== null) return { items, next }
  const revision = (page?.items.at(-1) as { revision: number } | undefined)?.revision
  return { items, next, resume: revision === undefined ? (cursor ?? "0") : String(revision) }
}

async function get<F extends Feed>(config: ToyConfig, host: Host, feed: F, ref: Ref): Promise<RecordOf<F> | null> {
  const { path, read } = feedOf(feed)
  if (ref === "") return null
  const item = await call<never>(config, host, `/${path}/${encodeURIComponent(ref)}`)
  return item === null ? null : (read(item, host.now()) as RecordOf<F>)
}

function feedOf(feed: Feed) {
  const found = feeds[feed] as (typeof feeds)[Feed] | undefined
  if (!found) throw new Rejected(`The toy shop has no ${feed}.`, "unsupported-feed")
  return found
}
