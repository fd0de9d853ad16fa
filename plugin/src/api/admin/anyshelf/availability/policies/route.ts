import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { setStockPolicies } from "../../../../../workflows/availability/set-stock-policies"
import type { PoliciesBody } from "../schema"

/** Sets what is withheld at locations and from sales channels. All rules or none. */
export async function POST(
  request: MedusaRequest<PoliciesBody>,
  response: MedusaResponse<PoliciesBody>
): Promise<void> {
  const { safety_stock, channel_buffers } = request.validatedBody
  await setStockPolicies(request.scope).run({
    input: {
      safetyStock: safety_stock.map((rule) => ({
        inventoryItemId: rule.inventory_item_id,
        locationId: rule.location_id,
        quantity: rule.quantity,
      })),
      channelBuffers: channel_buffers.map((rule) => ({
        inventoryItemId: rule.inventory_item_id,
        salesChannelId: rule.sales_channel_id,
        quantity: rule.quantity,
      })),
    },
  })
  response.json(request.validatedBody)
}
