import type { Channel } from "../channel"
import { isKnown } from "./known"
import { sweepListings } from "./sweep-listings"
import { sweepStock } from "./sweep-stock"

/** A shop whose first reading takes more steps than this is taken for one that never ends. */
const stepsMax = 100_000

/**
 * Reads a shop's listings, and what it shows of them, to the end: for who opens a channel without a worker. What a page asks to be
 * waited for is waited for.
 */
export async function readShop(channel: Channel): Promise<void> {
  for (let step = 0; step < stepsMax; step += 1) {
    const listingsMs = await sweepListings(channel)
    const stockMs = await sweepStock(channel)
    if (await isKnown(channel)) return
    await channel.clock.sleep(Math.min(listingsMs, stockMs, 1_000))
  }
  throw new Error(`The first reading of ${channel.id} did not end after ${stepsMax} steps.`)
}
