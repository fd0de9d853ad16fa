import { MedusaError, Modules } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { AnyshelfInventory, ChannelRules } from "../../../../inventory/contract"
import { readAvailability } from "../../../../reads/availability/read-availability"
import type { AvailabilityRow, LocationAvailabilityRow } from "../../../../reads/availability/rows"
import { listingsOfVariants, publicationsOfListings } from "../../../../reads/channels/queries"
import { locationsOfChannels } from "../../../../reads/locations/queries"
import type { MerchantVariantRow } from "../../../../reads/merchant/queries"
import { runOn, type Run } from "../../../../reads/run"
import { compareByName } from "../../../../domain/locations/by-name"
import { listChannels } from "../../../../reads/store/queries"
import type {
  ChannelRulesRow,
  ListingRow,
  LocationAvailabilityRow as LocationAnswer,
  ServiceRow,
  VariantAvailability,
} from "./types"
import { whyHere, whyTotal } from "./why"

/** A sales channel to choose. */
export interface Channel {
  readonly id: string
  readonly name: string
}

/** The channels to choose from and the chosen one: the store's default when none is named. Throws NOT_FOUND for an unknown one. */
export async function chooseChannel(
  run: Run,
  wanted: string | undefined
): Promise<{ channels: Channel[]; chosen: string }> {
  const channels = await listChannels(run)
  const chosen = wanted === undefined ? channels[0] : channels.find((each) => each.id === wanted)
  if (chosen) return { channels, chosen: chosen.id }
  throw new MedusaError(
    MedusaError.Types.NOT_FOUND,
    wanted === undefined
      ? "There is no enabled sales channel. Create one in Settings, Sales Channels."
      : `There is no enabled sales channel "${wanted}". Choose one from Settings, Sales Channels.`
  )
}

/** What can be promised of variants on one channel, and why, in the admin's words. */
export async function describeVariants(
  container: MedusaContainer,
  variants: readonly MerchantVariantRow[],
  salesChannelId: string
): Promise<VariantAvailability[]> {
  const run = runOn(container)
  const [listings, locations] = await Promise.all([
    listingsByVariant(run, variants),
    locationsOfChannels(run, [salesChannelId]),
  ])
  const inventory = container.resolve<AnyshelfInventory>(Modules.INVENTORY)
  const source = {
    run,
    inventory,
    locations: locations.sort(compareByName),
    salesChannelIds: [salesChannelId],
    withTerms: true,
  }
  const availability = await readAvailability(source, variants)
  const rules = await rulesByItem(inventory, [...availability.values()], salesChannelId)
  return variants.map((each) => ({
    ...toAnswer(each, availability.get(each.id)!, listings.get(each.id) ?? []),
    rules: rulesOf(availability.get(each.id)!, rules),
  }))
}

/** Which of a channel's locations serve it by which method, by name. */
export async function describeServices(container: MedusaContainer, salesChannelId: string): Promise<ServiceRow[]> {
  const locations = (await locationsOfChannels(runOn(container), [salesChannelId])).sort(compareByName)
  const { served } = await container.resolve<AnyshelfInventory>(Modules.INVENTORY).readPromises({
    articles: [],
    places: locations.map(({ id }) => ({ locationId: id, salesChannelIds: [salesChannelId] })),
    salesChannelIds: [salesChannelId],
  })
  const byId = new Map(served.map((each) => [each.locationId, each]))
  return locations.map(({ id, name }) => ({
    location_id: id,
    location_name: name,
    ship: byId.get(id)?.ship ?? false,
    pickup: byId.get(id)?.pickup ?? false,
  }))
}

async function rulesByItem(
  inventory: AnyshelfInventory,
  rows: readonly AvailabilityRow[],
  salesChannelId: string
): Promise<ReadonlyMap<string, ChannelRules>> {
  const items = rows.flatMap(({ components }) => components.map((each) => each.inventoryItemId))
  const inventoryItemIds = [...new Set(items)].slice(0, 1_000)
  const rules = await inventory.readChannelRules({ salesChannelIds: [salesChannelId], inventoryItemIds })
  return new Map(rules.map((each) => [each.inventoryItemId, each]))
}

const rulesOf = ({ components }: AvailabilityRow, rules: ReadonlyMap<string, ChannelRules>): ChannelRulesRow[] =>
  components.map(({ inventoryItemId }) => ({
    inventory_item_id: inventoryItemId,
    buffer: rules.get(inventoryItemId)?.buffer ?? null,
    allocation: rules.get(inventoryItemId)?.allocation ?? null,
  }))

function toAnswer(
  variant: MerchantVariantRow,
  availability: AvailabilityRow,
  listings: ListingRow[]
): Omit<VariantAvailability, "rules"> {
  return {
    variant_id: variant.id,
    product_id: variant.productId,
    product_title: variant.productTitle,
    variant_title: variant.title,
    sku: variant.sku,
    barcode: variant.barcode,
    thumbnail: variant.thumbnail,
    tracked: availability.tracked,
    backorder: availability.backorder,
    quantity: availability.quantity,
    locations_total: availability.sum.locations,
    channel_buffer: availability.sum.channelBuffer,
    allocation: availability.sum.allocation,
    methods: availability.methods.map(({ method, sum, locations }) => ({
      method,
      quantity: sum.quantity,
      location_ids: locations.map(({ location }) => location.id),
    })),
    as_of: availability.asOf.toISOString(),
    why: whyTotal(availability),
    locations: availability.locations.map(toLocation),
    listings,
  }
}

function toLocation(here: LocationAvailabilityRow): LocationAnswer {
  return {
    location_id: here.location.id,
    location_name: here.location.name,
    kind: here.location.kind,
    quantity: here.quantity,
    why: whyHere(here),
    updated_at: here.updatedAt?.toISOString() ?? null,
    terms: here.stock.map((each) => ({
      inventory_item_id: each.inventoryItemId,
      sku: each.sku,
      required_quantity: each.requiredQuantity,
      on_hand: each.onHand,
      reserved: each.reserved,
      held: each.held,
      unrouted: each.unrouted,
      safety_stock: each.safetyStock,
      available: each.available,
      version: each.version,
    })),
  }
}

/** One row for each place of each listing; a listing that was never published anywhere has one without a place. */
async function listingsByVariant(
  run: Run,
  variants: readonly MerchantVariantRow[]
): Promise<Map<string, ListingRow[]>> {
  const listings = await listingsOfVariants(
    run,
    variants.map((each) => each.id)
  )
  const publications =
    listings.length === 0
      ? []
      : await publicationsOfListings(
          run,
          listings.map((each) => each.id)
        )
  const rows = new Map<string, ListingRow[]>(variants.map((each) => [each.id, []]))
  for (const { id, variantId, connectionId, externalId } of listings) {
    const shown = publications.filter((each) => each.listingId === id)
    const unpublished = { externalLocationId: null, quantity: null, confirmedAt: null, pending: false }
    for (const each of shown.length === 0 ? [unpublished] : shown) {
      rows.get(variantId ?? "")?.push({
        connection_id: connectionId,
        external_id: externalId,
        external_location_id: each.externalLocationId,
        quantity: each.quantity,
        confirmed_at: each.confirmedAt?.toISOString() ?? null,
        pending: each.pending,
      })
    }
  }
  return rows
}
