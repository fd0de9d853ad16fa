import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../../../../../inventory/contract"
import { readHistoryQuery } from "../schema"
import type { HistoryAnswer } from "../types"

/** How stock of one item at one location went over a span, as points that each hold until the next. */
export async function GET(request: MedusaRequest, response: MedusaResponse<HistoryAnswer>): Promise<void> {
  const { inventory_item_id, location_id, from, to = new Date() } = await readHistoryQuery(request.query)
  const inventory = request.scope.resolve<AnyshelfInventory>(Modules.INVENTORY)
  const asked = { inventoryItemId: inventory_item_id, locationId: location_id, from, to }
  const history = await inventory.readStockHistory(asked)
  response.json({
    from: history.from.toISOString(),
    to: history.to.toISOString(),
    is_exact: history.isExact,
    points: history.points.map(({ at, onHand, reserved }) => ({ at: at.toISOString(), on_hand: onHand, reserved })),
  })
}
