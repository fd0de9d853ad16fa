import { mapPlaces, type Named } from "../domain/channels/map-places"
import type { Channel } from "./channel"
import { inLane } from "./lane-context"
import { modeOf } from "./publishing/mode-facts"
import { readPages } from "./read-pages"

/** A channel with more places than this is taken for a mistake. */
const placesMax = 1_000

/**
 * Finds where a connection sells. True when it may work; else its row says what to correct. Places that are new get their numbers,
 * what was mapped to places that are mapped no more is taken away, and all numbers are decided anew, at each start too; then those
 * that were given up get another try.
 */
export async function setUp(channel: Channel): Promise<boolean> {
  const { connection, channels, id } = channel
  await channels.openConnection({ connectionId: id, vendor: connection.connector.id })
  const external = await inLane("orders", () => readPlaces(channel))
  const mapping = mapPlaces(
    {
      connectionId: id,
      salesChannel: connection.salesChannel,
      ...(connection.locations && { locations: connection.locations }),
    },
    await channel.shop.listSalesChannels(),
    external
  )
  if (!mapping.ok) {
    channel.map = null
    channel.log.warn(mapping.reason)
    await channels.saveStatus({ connectionId: id, status: "misconfigured", reason: mapping.reason })
    return false
  }
  const before = JSON.stringify(channel.map)
  channel.map = { salesChannelId: mapping.salesChannelId, places: mapping.places }
  await channels.saveStatus({ connectionId: id, status: "connected", reason: null })
  const isNewMode = await channels.saveMode({ connectionId: id, publishing: modeOf(channel) })
  // The others reckon with how this one shows what they sell, too.
  if (isNewMode) await channels.markSharers(id)
  if (before !== JSON.stringify(channel.map)) {
    const places = mapping.places.map(({ externalId }) => externalId)
    await channels.removeOtherPlaces(id, places)
    await channels.ensurePlaces({ connectionId: id, places })
    await channels.revivePublications({ connectionId: id })
    await channels.markByListings({ connectionId: id })
  }
  return true
}

async function readPlaces(channel: Channel): Promise<Named[]> {
  const places: Named[] = []
  for await (const { items } of readPages(channel, "locations", null)) {
    for (const item of items) if (!("deleted" in item) && item.active) places.push({ id: item.ref, name: item.name })
    if (places.length > placesMax) throw new Error(`${channel.id} tells of more than ${placesMax} places.`)
  }
  return places
}
