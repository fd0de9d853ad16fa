import { RetryLater, type Feed } from "@anyshelf/connector-kit"
import { backoffMs } from "../domain/channels/backoff"
import type { InboxHint, InboxItem } from "../modules/channels/inbox/queries"
import type { Channel } from "./channel"
import { handleNamedOrder } from "./drain-orders"
import { handleReturn } from "./handle-return"
import { inLane } from "./lane-context"
import { readListingsByRef } from "./listings"
import { inParallel } from "./in-parallel"
import { setUp } from "./set-up"
import { messageOf } from "./messages"

/** Things that are looked up at a time. */
const lookupsAtOnce = 4
const retry = { baseMs: 500, capMs: 5 * 60_000 }
/** A channel that is away is asked again so soon; its open circuit keeps that harmless. */
const awayMs = 1_000
/** About an hour of trying; then a person is asked. */
const attemptsMax = 20

/**
 * Looks up what webhooks hinted at. Several webhooks about one thing are one look, since the present truth is all that counts.
 *
 * @param kind - orders, or all else: echoes of our own writes must not keep an order waiting
 * @returns true when more may be waiting
 */
export async function hydrate(channel: Channel, kind: "orders" | "others"): Promise<boolean> {
  const { channels, id: connectionId, owner, timing } = channel
  const limit = kind === "orders" ? 50 : 500
  const orders = kind === "orders"
  const items = await channels.claimWebhooks({ connectionId, orders, owner, limit, leaseMs: timing.leaseMs })
  const hints = new Map(items.flatMap(({ hints }) => hints.map((hint) => [keyOf(hint), hint] as const)))
  const failures = new Map<string, Failed>()
  await inParallel([...hints.values()], lookupsAtOnce, async (hint) => {
    try {
      await inLane(kind === "orders" ? "orders" : "reconcile", () => lookUp(channel, hint))
    } catch (error) {
      failures.set(keyOf(hint), { message: messageOf(error), counts: !isAway(channel, error) })
    }
  })
  await settle(channel, items, failures)
  return items.length === limit
}

interface Failed {
  readonly message: string
  /** False while the whole channel is away: an outage, however long, is not the webhook's fault. */
  readonly counts: boolean
}

const isAway = ({ host }: Channel, error: unknown) => error instanceof RetryLater && host.openUntil() !== null

const keyOf = ({ feed, ref }: InboxHint) => `${feed}:${ref}`

async function lookUp(channel: Channel, { feed, ref }: InboxHint): Promise<void> {
  const look = lookups[feed as Feed]
  if (!look) throw new Error(`Nobody knows how to look up the feed \`${feed}\`.`)
  await look(channel, ref)
}

const lookups: Partial<Record<Feed, (channel: Channel, ref: string) => Promise<unknown>>> = {
  orders: async (channel, ref) => {
    const order = await channel.session.get("orders", ref)
    if (order) await handleNamedOrder(channel, order)
  },
  returns: async (channel, ref) => {
    const returned = await channel.session.get("returns", ref)
    if (returned) await handleReturn(channel, returned)
  },
  stock: async (channel, ref) => {
    const level = await channel.session.get("stock", ref)
    if (level) await channel.channels.observeStock({ connectionId: channel.id, ...level })
  },
  listings: (channel, ref) => readListingsByRef(channel, [ref]),
  locations: (channel) => setUp(channel),
}

async function settle(
  channel: Channel,
  items: readonly InboxItem[],
  failures: ReadonlyMap<string, Failed>
): Promise<void> {
  const { channels, owner, id: connectionId } = channel
  const errorOf = (item: InboxItem) => item.hints.flatMap((hint) => failures.get(keyOf(hint)) ?? [])[0]
  const done = items.filter((item) => errorOf(item) === undefined)
  if (done.length > 0) {
    await channels.settleWebhooks({ ids: done.map(({ id }) => id), owner })
    // What a person was asked to look at has been followed after all.
    const subjects = done.flatMap(({ hints }) => hints.map(({ ref }) => ref))
    await channels.closeTasks({ connectionId, kinds: ["webhook-failed", "order-not-imported"], subjects })
  }
  for (const item of items) {
    const error = errorOf(item)
    if (error !== undefined) await postpone(channel, item, error)
  }
}

async function postpone(channel: Channel, item: InboxItem, { message: error, counts }: Failed): Promise<void> {
  const { channels, owner, clock, id: connectionId } = channel
  if (!counts || item.attempts < attemptsMax) {
    const afterMs = counts ? backoffMs(item.attempts, retry, clock.random()) : awayMs
    channel.log.warn("A webhook could not be followed yet; it will be tried again.", { error, afterMs })
    return channels.postponeWebhook({ id: item.id, owner, afterMs, error, counts })
  }
  await channels.openTasks(
    item.hints.map(({ feed, ref }) => ({
      connectionId,
      kind: feed === "orders" ? ("order-not-imported" as const) : ("webhook-failed" as const),
      subject: ref,
      reason: `Looking up ${feed} ${ref} failed ${item.attempts} times, the last time with: ${error} Remove the cause; the next change on the channel tries again.`,
    }))
  )
  await channels.settleWebhooks({ ids: [item.id], owner, error })
}
