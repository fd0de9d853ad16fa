import type { CommandRules, OurOrder, TheirOrder } from "../../domain/channels/command-facts"
import { nextLookMs } from "../../domain/channels/command-look"
import { planCommands } from "../../domain/channels/command-plan"
import type { KnownCommand } from "../../domain/channels/command"
import type { FollowedOrder } from "../../modules/channels/commands/queries/follow"
import { mapOf, type Channel } from "../channel"
import { messageOf } from "../messages"
import type { OrderDesk } from "./order-desk"

/** Orders that are looked at in one round. */
const ordersAtOnce = 50
/** An order that could not be followed holds up no other, and is tried again after so long. */
const afterFaultMs = 60_000
/** An order that was deleted here. */
const goneMs = 24 * 60 * 60_000

/**
 * Looks at orders that may have changed, and makes the commands that follow. Each order is looked at again in time, whether or not
 * anybody told of a change: what a killed process left untold is found here.
 *
 * @returns true when more may be waiting
 */
export async function followOrders(channel: Channel, desk: OrderDesk): Promise<boolean> {
  const { id: connectionId, timing } = channel
  const claimed = await desk.memory.claimFollowed({ connectionId, limit: ordersAtOnce, leaseMs: timing.leaseMs })
  if (claimed.length === 0) return false
  const ours = new Map(
    (await desk.readOrders(claimed.map(({ orderId }) => orderId))).map((each) => [each.orderId, each])
  )
  const known = await desk.memory.read({ connectionId, orderRefs: claimed.map(({ orderRef }) => orderRef) })
  const rulesOf = await readRules(channel, claimed)
  const looks: { recordId: string; token: string; afterMs: number }[] = []
  for (const followed of claimed) {
    const mine = known.filter(({ orderRef }) => orderRef === followed.orderRef)
    const afterMs = await follow(channel, desk, { followed, ours: ours.get(followed.orderId), known: mine, rulesOf })
    looks.push({ recordId: followed.recordId, token: followed.token, afterMs })
  }
  await desk.memory.followLater(looks)
  return claimed.length === ordersAtOnce
}

interface Look {
  readonly followed: FollowedOrder
  readonly ours: OurOrder | undefined
  readonly known: readonly KnownCommand[]
  readonly rulesOf: (order: TheirOrder) => CommandRules
}

/** Follows one order. Gives when to look at it again. */
async function follow(channel: Channel, desk: OrderDesk, { followed, ours, known, rulesOf }: Look): Promise<number> {
  if (!ours) return goneMs
  try {
    const theirs = followed.order as TheirOrder
    const isOversold = followed.state === "oversold"
    const plan = planCommands({ ours, theirs, known, isOversold, rules: rulesOf(theirs) })
    const { id: connectionId } = channel
    const { orderRef, orderId } = followed
    if (plan.drop.length > 0)
      await desk.memory.supersede({ connectionId, keys: plan.drop, reason: "It was undone here before it was sent." })
    if (plan.make.length > 0)
      await desk.memory.make({ connectionId, orderRef, orderId, actor: null, commands: plan.make })
    await channel.channels.openTasks(
      plan.byHand.map((reason) => ({ connectionId, kind: "command-by-hand" as const, subject: orderRef, reason }))
    )
    return nextLookMs(channel.clock.now() - ours.changedAt.getTime())
  } catch (error) {
    channel.log.warn(`What follows from the order ${followed.orderRef} could not be told apart; it is tried again.`, {
      error: messageOf(error),
    })
    return afterFaultMs
  }
}

/** What we publish of each line is read for all orders at once. */
async function readRules(
  channel: Channel,
  claimed: readonly FollowedOrder[]
): Promise<(order: TheirOrder) => CommandRules> {
  const { places } = mapOf(channel)
  const capabilities: readonly string[] = channel.connection.connector.capabilities.commands
  const refs = claimed.flatMap(({ order }) => (order as TheirOrder).lines.flatMap(({ listingRef }) => listingRef ?? []))
  const matches = await channel.channels.readListingMatches(channel.id, [...new Set(refs)])
  const mapped = new Set(matches.filter(({ state }) => state === "mapped").map(({ externalId }) => externalId))
  return (order) => ({
    placeOf: (id) => places.find(({ locationIds }) => id !== null && locationIds.includes(id))?.externalId ?? null,
    publishes: (lineRef) => mapped.has(order.lines.find(({ ref }) => ref === lineRef)?.listingRef ?? ""),
    can: (type) => capabilities.includes(type),
  })
}
