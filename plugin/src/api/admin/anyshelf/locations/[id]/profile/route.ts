import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { setLocationProfile } from "../../../../../../workflows/locations/set-location-profile"
import type { LocationProfileBody } from "./schema"

/** Describes a stock location: what it is, where it is, when it is open. Replaces what was said before. */
export async function POST(request: MedusaRequest<LocationProfileBody>, response: MedusaResponse): Promise<void> {
  const { kind, latitude, longitude, time_zone: timeZone, opening_hours: openingHours } = request.validatedBody
  const { result } = await setLocationProfile(request.scope).run({
    input: { locationId: request.params.id!, kind, latitude, longitude, timeZone, openingHours },
  })
  response.json({ location_profile: result })
}
