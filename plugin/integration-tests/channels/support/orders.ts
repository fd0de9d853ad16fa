import { randomUUID } from "node:crypto"
import type { OrderLineRecord, OrderRecord } from "@anyshelf/connector-kit"
import { toyFetch } from "@anyshelf/connector-kit/toy"
import { usualTiming, type Channel } from "../../../src/channels/channel"
import { systemClock } from "../../../src/channels/clock"
import { medusaShop } from "../../../src/channels/medusa-shop"
import { openChannel } from "../../../src/channels/open-channel"
import { setUp } from "../../../src/channels/set-up"
import { readShop } from "../../../src/channels/reconcile/read-shop"
import { quiet, type Connected } from "./toy-shop"

/** A channel that is set up and knows its listings, with nobody at work on it. */
export async function readyChannel(connected: Connected): Promise<Channel> {
  const { shop, channels, inventory, connection, toyShop } = connected
  const channel = openChannel(
    {
      shop: medusaShop(shop.container),
      channels,
      inventory,
      clock: systemClock,
      timing: usualTiming,
      owner: randomUUID(),
      logger: quiet,
      fetch: toyFetch(toyShop),
    },
    connection
  )
  await setUp(channel)
  await readShop(channel)
  return channel
}

export const money = (amount: number, currencyCode = "EUR") => ({ amount, currencyCode })

/** A line of a channel's order; the rest is filled in. */
export const line = (
  listingRef: string | null,
  quantity: number,
  more: Partial<OrderLineRecord> = {}
): OrderLineRecord => ({
  ref: `line-${listingRef ?? "custom"}`,
  listingRef,
  sku: listingRef?.toUpperCase() ?? null,
  title: listingRef ?? "Something else",
  quantity,
  unitPrice: money(1000),
  discount: money(0),
  tax: money(0),
  requiresShipping: true,
  ...more,
})

/** A channel's order; the rest is filled in. */
export function orderOf(lines: readonly OrderLineRecord[], more: Partial<OrderRecord> = {}): OrderRecord {
  const total = lines.reduce((sum, each) => sum + each.unitPrice.amount * each.quantity - each.discount.amount, 0)
  const ref = `order-${randomUUID().slice(0, 8)}`
  return {
    feed: "orders",
    ref,
    number: "#1017",
    status: "open",
    test: false,
    placedAt: "2026-11-23T10:00:00.000Z",
    updatedAt: "2026-11-23T10:00:00.000Z",
    currencyCode: "EUR",
    taxesIncluded: true,
    email: "ada@example.com",
    shippingAddress: { firstName: "Ada", lastName: "Lovelace", line1: "Street 1", city: "Aarhus", countryCode: "DK" },
    billingAddress: null,
    delivery: { method: "ship", locationRef: null },
    lines,
    shipping: money(0),
    total: money(total),
    raw: {},
    ...more,
  }
}
