import type { RequestContext, View } from "../context"
import { faulty, type Faulty } from "../../shop/fault"
import { idOf } from "../../shop/global-ids"
import type { LevelRecord } from "../../shop/records"
import { payload } from "./payload"

/** The place stocks the article no more. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/inventoryDeactivate */
export const deactivateInventory = (
  { inventoryLevelId }: { inventoryLevelId: string },
  context: RequestContext
): View => payload(context, deactivated(context, idOf("InventoryLevel", inventoryLevelId)), () => ({}), {})

function deactivated({ store }: RequestContext, id: number | null): LevelRecord | Faulty {
  const level = store.levels.get(id)
  if (!level) return faulty(["inventoryLevelId"], "The inventory level couldn't be found.")
  const { committed, incoming, reserved } = level.quantities
  if (committed + incoming + reserved > 0)
    return faulty(["inventoryLevelId"], "The item can't be unstocked while it is committed, incoming or reserved.")
  const isLast = store.levelsOfItem(level.inventoryItemId).filter(({ isActive }) => isActive).length <= 1
  if (isLast && level.isActive) return faulty(["inventoryLevelId"], "The item must be stocked somewhere.")
  Object.assign(level, { isActive: false, updatedAt: store.clock.now() })
  store.emit({ topic: "INVENTORY_LEVELS_DISCONNECT", level })
  return level
}
