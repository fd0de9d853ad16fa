import { MedusaError, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import type { IStockLocationService } from "@medusajs/framework/types"
import { sortOpeningHours, type OpeningSpan } from "../../domain/locations/opening-hours"
import { PROFILES_MODULE } from "../../modules/profiles/key"
import type ProfilesService from "../../modules/profiles/service"

/** What a merchant says of a stock location. A field that is null is not known. */
export interface LocationProfileInput {
  /** Medusa's stock location id, `sloc_…`. */
  readonly locationId: string
  readonly kind: "STORE" | "WAREHOUSE"
  /** WGS 84, decimal degrees; both or none. */
  readonly latitude: number | null
  readonly longitude: number | null
  /** IANA name. */
  readonly timeZone: string | null
  readonly openingHours: readonly OpeningSpan[] | null
}

type Before = Awaited<ReturnType<ProfilesService["listLocationProfiles"]>>[number] | null

/** Refuses a location that does not exist. It writes nothing, so there is nothing to undo. */
const checkLocationStep = createStep("anyshelf-check-location", async (locationId: string, { container }) => {
  const locations = container.resolve<IStockLocationService>(Modules.STOCK_LOCATION)
  const [found] = await locations.listStockLocations({ id: [locationId] }, { select: ["id"], take: 1 })
  if (found) return new StepResponse(found.id)
  throw new MedusaError(
    MedusaError.Types.NOT_FOUND,
    `There is no stock location "${locationId}". Create it in Medusa Admin, Settings, Locations.`
  )
})

/** Writes the profile; undone by putting back what stood there. */
const saveProfileStep = createStep(
  "anyshelf-save-location-profile",
  async (input: LocationProfileInput, { container }) => {
    const profiles = container.resolve<ProfilesService>(PROFILES_MODULE)
    const before = await find(profiles, input.locationId)
    const saved = await save(profiles, before, toRow(input))
    return new StepResponse(saved, { before, savedId: saved.id })
  },
  async (done, { container }) => {
    if (!done) return
    const profiles = container.resolve<ProfilesService>(PROFILES_MODULE)
    if (done.before) await profiles.updateLocationProfiles(rowOf(done.before))
    else await profiles.deleteLocationProfiles(done.savedId)
  }
)

/** Describes a stock location, in place of what was said of it before. Throws NOT_FOUND for an unknown location. */
export const setLocationProfile = createWorkflow(
  "anyshelf.set-location-profile",
  (input: WorkflowData<LocationProfileInput>) => {
    checkLocationStep(input.locationId)
    return new WorkflowResponse(saveProfileStep(input))
  }
)

async function find(profiles: ProfilesService, locationId: string): Promise<Before> {
  const [found] = await profiles.listLocationProfiles({ stock_location_id: locationId }, { take: 1 })
  return found ?? null
}

type Row = ReturnType<typeof toRow>

/** Two that describe a new place at once meet at the unique index; the second one then finds the first one's row. */
async function save(profiles: ProfilesService, before: Before, row: Row): Promise<NonNullable<Before>> {
  if (before) return profiles.updateLocationProfiles({ id: before.id, ...row })
  try {
    return await profiles.createLocationProfiles(row)
  } catch (error) {
    const first = await find(profiles, row.stock_location_id)
    if (!first) throw error
    return profiles.updateLocationProfiles({ id: first.id, ...row })
  }
}

function toRow(input: LocationProfileInput) {
  const { locationId, timeZone, openingHours, kind, latitude, longitude } = input
  return {
    stock_location_id: locationId,
    kind,
    latitude,
    longitude,
    time_zone: timeZone,
    // The ORM's type of a JSON column is an object; an array is one.
    opening_hours:
      openingHours === null ? null : (sortOpeningHours(openingHours) as unknown as Record<string, unknown>),
  }
}

function rowOf({ id, kind, latitude, longitude, time_zone, opening_hours }: NonNullable<Before>) {
  return { id, kind, latitude, longitude, time_zone, opening_hours }
}
