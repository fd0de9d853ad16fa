import { gid, idOf } from "../../shop/global-ids"
import type { LocationRecord } from "../../shop/records"
import { asDateTime } from "../../shop/time"
import { connection, type PageArgs } from "../connection"
import type { RequestContext, View } from "../context"
import { flag, number, search, text, time, type Matchers } from "../search-fields"
import { locationAddressView } from "./address"
import { levelSearch } from "./level"

type Levels = PageArgs & { readonly includeInactive?: boolean; readonly query?: string | null }

export function locationView(context: RequestContext, location: LocationRecord): View {
  const { store } = context
  const levels = store.levelsAt(location.id)
  return {
    __typename: "Location",
    id: gid("Location", location.id),
    legacyResourceId: String(location.id),
    name: location.name,
    address: () => locationAddressView(location.address),
    addressVerified: location.address.latitude !== null,
    isActive: location.isActive,
    activatable: !location.isActive,
    deactivatable: () => location.isActive && !levels.some((level) => level.quantities.committed > 0),
    deactivatedAt: location.isActive ? null : asDateTime(location.updatedAt),
    fulfillsOnlineOrders: location.fulfillsOnlineOrders,
    shipsInventory: location.shipsInventory,
    hasActiveInventory: () => levels.some((level) => level.isActive),
    hasUnfulfilledOrders: () =>
      store.orders
        .all()
        .some((order) =>
          order.fulfillmentOrders.some((work) => work.locationId === location.id && work.status === "OPEN")
        ),
    isFulfillmentService: false,
    fulfillmentService: null,
    isPrimary: store.locations.all()[0] === location,
    localPickupSettingsV2: location.offersPickup ? { instructions: "", pickupTime: "TWO_HOURS" } : null,
    createdAt: asDateTime(location.createdAt),
    updatedAt: asDateTime(location.updatedAt),
    inventoryLevel: ({ inventoryItemId, includeInactive }: { inventoryItemId: string; includeInactive: boolean }) => {
      const level = store.level(idOf("InventoryItem", inventoryItemId) ?? 0, location.id)
      return level && (level.isActive || includeInactive) ? context.show.level(context, level) : null
    },
    inventoryLevels: (args: Levels) =>
      connection(
        search(levels, args.query, levelSearch).filter((level) => level.isActive || args.includeInactive),
        args,
        (level) => context.show.level(context, level)
      ),
  }
}

const matchers: Matchers<LocationRecord> = {
  id: number((location) => location.id),
  location_id: number((location) => location.id),
  name: text((location) => location.name),
  city: text((location) => location.address.city),
  country: text((location) => location.address.countryCode),
  active: flag((location) => location.isActive),
  created_at: time((location) => location.createdAt),
}

export const locationSearch = { list: "locations", matchers }
