import { levelGid } from "../../shop/global-ids"
import { quantityNames, quantityOf } from "../../shop/levels"
import type { LevelRecord, LocationRecord, VariantRecord } from "../../shop/records"
import { asDateTime } from "../../shop/time"
import type { RequestContext, View } from "../context"
import { VendorError } from "../errors"
import { number, time, type Matchers } from "../search-fields"

export function levelView(context: RequestContext, level: LevelRecord): View {
  return {
    __typename: "InventoryLevel",
    id: levelGid(level),
    isActive: level.isActive,
    canDeactivate: level.isActive && level.quantities.committed === 0,
    deactivationAlert: null,
    item: () => context.show.item(context, context.store.variantByItem(level.inventoryItemId) as VariantRecord),
    location: () => context.show.location(context, context.store.locations.get(level.locationId) as LocationRecord),
    quantities: ({ names }: { names: readonly string[] }) => names.map((name) => quantityView(level, name)),
    createdAt: asDateTime(level.createdAt),
    updatedAt: asDateTime(level.updatedAt),
  }
}

function quantityView(level: LevelRecord, name: string): View {
  const quantity = quantityOf(level, name)
  if (quantity === null)
    throw new VendorError(
      `${name} is not a quantity name; use one of ${quantityNames.join(", ")}`,
      "INVALID_FIELD_ARGUMENTS"
    )
  return {
    __typename: "InventoryQuantity",
    id: `gid://shopify/InventoryQuantity/${level.id}?inventory_item_id=${level.inventoryItemId}&name=${name}`,
    name,
    quantity,
    updatedAt: asDateTime(level.updatedAt),
  }
}

const matchers: Matchers<LevelRecord> = {
  id: number((level) => level.id),
  inventory_item_id: number((level) => level.inventoryItemId),
  created_at: time((level) => level.createdAt),
  updated_at: time((level) => level.updatedAt),
}

export const levelSearch = { list: "inventory levels", matchers }
