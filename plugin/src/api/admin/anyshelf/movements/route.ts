import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../../../../inventory/contract"
import { runOn } from "../../../../reads/run"
import { readPlace, writePlace } from "./cursor"
import { describeItem, describeMovements } from "./describe"
import { readMovementsQuery } from "./schema"
import type { MovementsPage } from "./types"

/** The stock ledger, newest first: of one item, at one location, or of everything. */
export async function GET(request: MedusaRequest, response: MedusaResponse<MovementsPage>): Promise<void> {
  const { inventory_item_id: item, location_id, limit, after } = await readMovementsQuery(request.query)
  const inventory = request.scope.resolve<AnyshelfInventory>(Modules.INVENTORY)
  const run = runOn(request.scope)
  const found = await inventory.listMovements({
    ...(item && { inventoryItemId: item }),
    ...(location_id && { locationId: location_id }),
    ...(after && { after: readPlace(after) }),
    limit: limit + 1,
  })
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  response.json({
    movements: await describeMovements(run, shown),
    next: found.length > limit && last ? writePlace(last.place) : null,
    ...(await describeItem(run, inventory, item ?? null)),
  })
}
