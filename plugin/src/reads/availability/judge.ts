import type { ArticlePromise, PlacePromise, PromiseReading, PromiseTotal } from "../../inventory/contract"
import type { LocationRow, StockItemRow, VariantRow } from "../rows"
import type { AvailabilityRow, LocationAvailabilityRow, MethodRow } from "./rows"

/** What was read of stock, ready to be looked up. */
export interface Facts {
  readonly asOf: Date
  readonly served: PromiseReading["served"]
  /** By location id. */
  readonly locations: ReadonlyMap<string, LocationRow>
  /** What each variant is made of, by variant id. */
  readonly items: ReadonlyMap<string, readonly StockItemRow[]>
  /** By variant id. */
  readonly promises: ReadonlyMap<string, ArticlePromise>
}

/** What can be promised of one variant, by what was read. */
export function judge(variant: VariantRow, facts: Facts): AvailabilityRow {
  const { id: variantId, managed: tracked, backorder } = variant
  const items = facts.items.get(variantId) ?? []
  const promise = tracked ? facts.promises.get(variantId) : undefined
  const base = { variantId, components: items, tracked, backorder, asOf: facts.asOf }
  if (!promise) {
    return { ...base, inStock: true, quantity: null, sum: nothing, locations: [], methods: [] }
  }
  const locations = promise.places.map((place) => toLocation(place, items, facts))
  const by = (name: "ship" | "pickup"): MethodRow => ({
    method: name === "ship" ? "SHIP" : "PICKUP",
    sum: promise[name],
    locations: locations.filter((_, at) => facts.served[at]?.[name]),
    of: base,
  })
  return {
    ...base,
    inStock: promise.any.quantity > 0 || backorder,
    quantity: promise.any.quantity,
    sum: promise.any,
    locations,
    methods: [by("ship"), by("pickup")],
  }
}

const nothing: PromiseTotal = { quantity: 0, locations: 0, channelBuffer: 0, allocation: null }

function toLocation(place: PlacePromise, items: readonly StockItemRow[], facts: Facts): LocationAvailabilityRow {
  return {
    location: facts.locations.get(place.locationId)!,
    quantity: place.quantity,
    updatedAt: place.updatedAt,
    stock: place.terms.map((terms, at) => ({
      ...terms,
      sku: items[at]!.sku,
      requiredQuantity: items[at]!.requiredQuantity,
    })),
  }
}
