import type { Channel } from "../channel"

/** True once all listings have been read as a whole. */
export async function hasReadListings({ channels, connection, id: connectionId }: Channel): Promise<boolean> {
  const { listingsReadAt } = await channels.openConnection({ connectionId, vendor: connection.connector.id })
  return listingsReadAt !== null
}

/**
 * True once all listings, and what the channel shows of them, have been read for the first time. Nothing is sent to a shop before:
 * what it shows is not known. Once it is so, it costs nothing to ask.
 */
export async function isKnown(channel: Channel): Promise<boolean> {
  if (channel.isKnown) return true
  return (channel.isKnown = (await hasReadListings(channel)) && (await hasReadStock(channel)))
}

async function hasReadStock({ channels, connection, id: connectionId }: Channel): Promise<boolean> {
  if (!connection.connector.capabilities.feeds.includes("stock")) return true
  return (await channels.openSweep({ connectionId, feed: "stock" })).finishedAt !== null
}
