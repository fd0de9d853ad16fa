import type { LocationRecord, Page } from "@anyshelf/connector-kit"
import { toPlaceAddress } from "./address"
import type { Call } from "./client"
import { nextCursor, readCursor } from "./cursor"
import type { PlaceFragment } from "./generated/admin"
import { isGid } from "./gid"
import { utc } from "./instant"
import { locationById, locations } from "./operations/locations"

const PAGE = 100

/** A page of the shop's locations, closed ones too. There are few: they are always read whole. */
export async function pullLocations(call: Call, from: string | null): Promise<Page<"locations">> {
  const { after } = readCursor(from)
  const { nodes, pageInfo } = (await call(locations, { first: PAGE, after: after ?? null })).locations
  const next = pageInfo.hasNextPage && pageInfo.endCursor ? nextCursor({}, { after: pageInfo.endCursor }) : null
  return { items: nodes.map(toLocation), next }
}

/** One location by its id. */
export async function getLocation(call: Call, ref: string): Promise<LocationRecord | null> {
  if (!isGid("Location", ref)) return null
  const { location } = await call(locationById, { id: ref })
  return location && toLocation(location)
}

const toLocation = (location: PlaceFragment): LocationRecord => ({
  feed: "locations",
  ref: location.id,
  name: location.name,
  active: location.isActive,
  address: toPlaceAddress(location),
  pickup: location.localPickupSettingsV2 !== null,
  updatedAt: utc(location.updatedAt),
  raw: location,
})
