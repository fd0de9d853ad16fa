import type { OrderRecord } from "@anyshelf/connector-kit"
import type { FollowOrderInput } from "../workflows/channels/types"
import type { Channel } from "./channel"

/** What ours follows of an order, with the places of both sides; null while they are not known. */
export function followInputOf({ id: connectionId, map }: Channel, order: OrderRecord): FollowOrderInput | null {
  if (!map) return null
  const places = Object.fromEntries(map.places.map(({ externalId, locationIds }) => [externalId, locationIds]))
  const locationIds = [...new Set(map.places.flatMap((place) => place.locationIds))]
  return { connectionId, order, places, locationIds }
}
