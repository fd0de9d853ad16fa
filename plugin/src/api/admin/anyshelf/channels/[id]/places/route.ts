import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { reachShop } from "../../../../../../channels/connections/reach-shop"
import { wayOut } from "../../../../../../channels/way-out"
import { mapPlaces } from "../../../../../../domain/channels/map-places"
import type { ConnectionEntry } from "../../../../../../modules/channels/connections/connection-store"
import { locationsOfChannel } from "../../../../../../reads/channel-admin/queries/places"
import { runOn } from "../../../../../../reads/run"
import { channelsOf, connectionOf } from "../../answer"
import type { PlacesAnswer } from "../../types"

/** The channel's places next to ours, and what the mapping makes of them. The channel is asked now. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse<PlacesAnswer>): Promise<void> {
  const entry = await connectionOf(request)
  const locations = await locationsOfChannel(runOn(request.scope), salesChannelOf(entry))
  const mapping = entry.connection?.locations ?? entry.row?.locations ?? null
  const reached = entry.connection && (await reachShop(entry.connection, wayOut(channelsOf(request).connections)))
  const answer = { locations, mapping: mapping as PlacesAnswer["mapping"] }
  if (!reached?.ok) {
    const reason = reached?.reason ?? entry.problem?.reason ?? null
    return void response.json({ ...answer, channel_places: [], reason })
  }
  const judged = judge(entry, locations, reached.places)
  const mapped = new Map(judged.ok ? judged.places.map((each) => [each.externalId, each.locationIds]) : [])
  response.json({
    ...answer,
    channel_places: reached.places.map((place) => ({ ...place, location_ids: [...(mapped.get(place.id) ?? [])] })),
    reason: judged.ok ? null : judged.reason,
  })
}

const salesChannelOf = ({ connection, row }: ConnectionEntry) => connection?.salesChannel ?? row?.salesChannel ?? ""

/** As the engine will judge it. */
function judge(
  entry: ConnectionEntry,
  locations: PlacesAnswer["locations"],
  places: readonly { id: string; name: string; active: boolean }[]
) {
  const salesChannel = salesChannelOf(entry)
  return mapPlaces(
    {
      connectionId: entry.id,
      salesChannel,
      ...(entry.connection?.locations && { locations: entry.connection.locations }),
    },
    [{ id: salesChannel, name: salesChannel, locations }],
    places.filter(({ active }) => active)
  )
}
