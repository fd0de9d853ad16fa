import type { OrderRecord, Page } from "@anyshelf/connector-kit"
import type { Channel } from "./channel"
import { handleOrder } from "./handle-order"
import { inLane } from "./lane-context"
import { inParallel } from "./in-parallel"
import { messageOf } from "./messages"
import { readPages } from "./read-pages"

/** Orders of one page that are dealt with at a time. */
const ordersAtOnce = 4

/**
 * Reads the channel's orders up to now: what it sold is ours when this is done. Whoever calls while a reading is under way starts
 * the next one after it, since the present one may have passed the order he waits for; all who wait share that one.
 */
export function drainOrders(channel: Channel): Promise<void> {
  const { draining } = channel
  if (draining.next) return draining.next
  if (!draining.now) return (draining.now = drain(channel))
  draining.next = draining.now
    .catch(() => undefined)
    .then(() => {
      draining.next = null
      return (draining.now = drain(channel))
    })
  return draining.next
}

async function drain(channel: Channel): Promise<void> {
  try {
    await inLane("orders", () => drainToEnd(channel))
    channel.needsDrain = false
    if (channel.map) await channel.channels.saveStatus({ connectionId: channel.id, status: "connected", reason: null })
  } finally {
    channel.draining.now = null
  }
}

async function drainToEnd(channel: Channel): Promise<void> {
  const { channels, id, connection } = channel
  const progress = await channels.openConnection({ connectionId: id, vendor: connection.connector.id })
  const isFirst = progress.ordersDrainedAt === null
  const startedAt = new Date(channel.clock.now())
  for await (const page of readPages(channel, "orders", progress.orderCursor)) {
    await handlePage(channel, page, isFirst ? progress.connectedAt : null)
    const isLast = page.next === null
    // Kept after each page: who is killed goes on where it stopped.
    await channels.saveOrderProgress({
      connectionId: id,
      cursor: isLast ? (page.resume ?? null) : page.next,
      drainedAt: isLast ? new Date(page.drainedAsOf ?? startedAt) : null,
    })
  }
}

/** @param connectedAt - in the very first reading: orders placed before are kept as known, and not imported. */
async function handlePage(channel: Channel, page: Page<"orders">, connectedAt: Date | null): Promise<void> {
  await followPage(
    channel,
    page.items.flatMap((item) => ("deleted" in item ? [] : [item])),
    connectedAt
  )
}

/** Follows orders of a feed, a few at a time; one that fails is put where failures are tried again. */
export async function followPage(
  channel: Channel,
  orders: readonly OrderRecord[],
  connectedAt: Date | null
): Promise<void> {
  await holdOld(channel, orders, connectedAt)
  await inParallel(
    orders.filter((order) => !isOld(order, connectedAt)),
    ordersAtOnce,
    (order) => handleOrLater(channel, order)
  )
}

/**
 * Follows an order that a webhook named. The first reading of a busy shop takes hours; an old order that is told of meanwhile
 * is old all the same.
 */
export async function handleNamedOrder(channel: Channel, order: OrderRecord): Promise<void> {
  const { channels, id, connection } = channel
  const progress = await channels.openConnection({ connectionId: id, vendor: connection.connector.id })
  await holdOld(channel, [order], progress.ordersDrainedAt === null ? progress.connectedAt : null)
  await handleOrder(channel, order)
}

/** Keeps orders from before the connection as known; those that are known already stay as they are. */
async function holdOld(channel: Channel, orders: readonly OrderRecord[], connectedAt: Date | null): Promise<void> {
  const old = orders.filter((order) => isOld(order, connectedAt))
  if (old.length === 0) return
  await channel.channels.holdOrders(
    channel.id,
    old.map(({ ref, number, updatedAt }) => ({ externalId: ref, number, updatedAt }))
  )
}

const isOld = ({ placedAt }: OrderRecord, connectedAt: Date | null) =>
  connectedAt !== null && Date.parse(placedAt) < connectedAt.getTime()

/** One order that fails must not stop the feed: it is put where failures are tried again. */
async function handleOrLater(channel: Channel, order: OrderRecord): Promise<void> {
  try {
    await handleOrder(channel, order)
  } catch (error) {
    channel.log.warn(`The order ${order.number} could not be imported yet; it will be tried again.`, {
      error: messageOf(error),
    })
    await channel.channels.receiveWebhook({
      connectionId: channel.id,
      dedupe: `feed:${order.ref}:${order.updatedAt}`,
      hints: [{ feed: "orders", ref: order.ref }],
    })
  }
}
